package io.trialog.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

    private static final JobStatus OWN = status("time limit", 61.94);
    private static final JobStatus SCHEDULERS = status("TIMEOUT", null);

    @Test
    void theLimitThatTrialogKeepsIsNamedWithItsSettingAndTheTimeThatItTook() {
        assertThat(TimeLimits.text(OWN, Duration.ofSeconds(60), asking(Map.of("time", 3600L))))
                .isEqualTo(
                        "The program ran longer than its time limit of 1m (executor.time_limit) and was ended after 1m2s.");
    }

    @Test
    void theLimitOfAJobIsThatWhichTheAttemptAskedFor() {
        assertThat(TimeLimits.text(SCHEDULERS, Duration.ofHours(9), asking(Map.of("time", 5400L))))
                .isEqualTo(
                        "The program ran longer than the time limit of its job, 1h30m (executor.time), and the scheduler ended it"
                                + " (TIMEOUT).");
    }

    @Test
    void aJobThatAskedForNoTimeHadTheDefaultOfItsPartition() {
        assertThat(TimeLimits.text(SCHEDULERS, null, asking(Map.of())))
                .isEqualTo(
                        "The program ran longer than the time limit of its job, which is the default of its partition"
                                + " (executor.time sets another), and the scheduler ended it (TIMEOUT).");
    }

    private static JobStatus status(String reason, @Nullable Double seconds) {
        return new JobStatus(JobState.TIMED_OUT, reason, null, null, 0, new JobStatus.Details("", null, seconds));
    }

    private static TrialRecord asking(Map<String, @Nullable Object> resources) {
        MemoryJournal journal = new MemoryJournal(InstantSource.system());
        OpenedHistory history = new OpenedHistory();
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"));
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("1", "17", "linux", "x")))));
        Controller controller = new Controller(journal, history);
        TrialRecord trial = controller.ask("command");
        controller.intend(trial.number(), "slurm", resources);
        return controller.trial(trial.number());
    }
}
