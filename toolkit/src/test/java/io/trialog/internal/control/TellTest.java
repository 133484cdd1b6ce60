package io.trialog.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.testing.ListJournal;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends of trials. */
class TellTest {

    private final ListJournal journal = new ListJournal();

    @Test
    void trialsThatAreToldTogetherWaitForTheLogOnceAndAreAnnouncedAfterwards() {
        Controller controller = controller();
        List<String> announced = new ArrayList<>();
        controller.onFinished(trial -> announced.add(trial.number() + " after " + journal.commits()));
        for (int i = 0; i < 3; i++) {
            controller.ask("manual");
        }
        int before = journal.commits();
        Map<Integer, Ending> endings = new LinkedHashMap<>();
        endings.put(2, Ending.complete(List.of(0.5), 1, Map.of()));
        endings.put(0, Ending.fail(FailCause.PROGRAM, "exit code 1"));
        endings.put(1, Ending.complete(List.of(0.25), 1, Map.of()));

        List<TrialRecord> told = controller.tell(endings);

        assertThat(told).extracting(TrialRecord::number).containsExactly(2, 0, 1);
        assertThat(told)
                .extracting(TrialRecord::state)
                .containsExactly(TrialState.COMPLETE, TrialState.FAIL, TrialState.COMPLETE);
        assertThat(journal.commits()).isEqualTo(before + 1);
        int commits = before + 1;
        assertThat(announced).containsExactly("2 after " + commits, "0 after " + commits, "1 after " + commits);
    }

    private Controller controller() {
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "nop"));
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "j", "o", "a")))));
        return new Controller(journal, history);
    }
}
