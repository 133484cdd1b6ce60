package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.control.Controller;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.run.JobLoop;
import io.trialog.study.OpenOptions;
import io.trialog.testing.ClusterStudy;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a controller leaves that is killed between two of its steps, and what the next one makes of it. */
@Tag("processes")
final class KilledBetweenStepsTest {

    @TempDir
    private Path folder;

    private ClusterStudy study(String options, String program) throws IOException {
        return new ClusterStudy(folder, Map.of(), "type: local, parallel: 1, " + options, program)
                .edit("scheduler_timeout: 20s, look_up: 3s, ", "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTrialThatWasAskedForOrWaitedForItsTurnIsSubmittedByTheNextControllerAndLosesNothing(boolean intended)
            throws Exception {
        try (ClusterStudy study = study("retries: 0", "echo \"loss: $x\"")) {
            OpenOptions options = OpenOptions.of(study.file().toString()).withRoot(folder);
            try (StudyEngine opened = new StudyOpener(StudyRoot.of(options)).open(options)) {
                Controller controller = opened.writer();
                TrialRecord trial = controller.ask(JobLoop.RUNNER);
                assertThat(trial).isNotNull();
                if (intended) {
                    controller.intend(trial.number(), "local", Map.of());
                }
                controller.commit();
            }
            study.run(1);

            List<TrialRecord> trials = study.check(1);
            assertThat(trials).hasSize(1);
            assertThat(trials.get(0).attempts()).extracting(Attempt::state).containsExactly(AttemptState.EXITED);
        }
    }

    @Test
    void aTrialThatSomebodyCancelledIsEndedByTheNextController() throws Exception {
        try (ClusterStudy study = study("prune_grace: 1h", "[ $n != 0 ] || await never; echo \"loss: $x\"")) {
            Process killed = study.start(1);
            study.await("started-0-1-0");
            ClusterStudy.tell(killed, "cancel 0");
            study.awaitOutput("asked to cancel 0");
            killed.destroyForcibly().waitFor();
            study.edit("prune_grace: 1h", "prune_grace: 0.1s").run(1);

            List<TrialRecord> trials = study.check(1);
            assertThat(trials).extracting(TrialRecord::state).containsExactly(TrialState.FAIL, TrialState.COMPLETE);
            assertThat(trials.get(0).error()).isEqualTo("cancelled by the user");
            assertThat(trials.get(0).attempts()).hasSize(1);
        }
    }
}
