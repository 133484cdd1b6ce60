package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.testing.ScriptedStudy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class FailingNodeTest {

    private final ScriptedStudy study = new ScriptedStudy();

    @Test
    void nodesThatFailedTwiceAreNamedWithTheTrialsAndWhetherJobsStillGoThere() {
        lost(0, 0, "n1");
        lost(100, 1, "n2");
        lost(200, 2, "n1");
        lost(300, 3, "n2");
        lost(400, 4, "n3");
        submit(500, 5, Map.of("exclude", List.of("n2")));

        assertThat(FailingNode.of(study.view()))
                .containsExactly(
                        new FailingNode("n1", "2 failures (trial 0: NODE_FAIL, trial 2: NODE_FAIL)", false),
                        new FailingNode("n2", "2 failures (trial 1: NODE_FAIL, trial 3: NODE_FAIL)", true));
    }

    @Test
    void aStudyWhoseNodesNeverFailedTwiceHasNone() {
        lost(0, 0, "n1");

        assertThat(FailingNode.of(study.view())).isEmpty();
    }

    private void lost(long seconds, int trial, String node) {
        submit(seconds, trial, Map.of());
        study.at(
                seconds + 1,
                trial,
                1,
                new StudyEvent.JobStateChanged("RUNNING", "", null, null, 0, Map.of("node", node)));
        study.at(
                seconds + 2,
                trial,
                1,
                new StudyEvent.JobStateChanged("LOST", "INFRASTRUCTURE_FAILURE: NODE_FAIL", null, null, 0, Map.of()));
    }

    private void submit(long seconds, int trial, Map<String, @Nullable Object> resources) {
        study.at(seconds, trial, 0, new StudyEvent.TrialAsked(0, Map.of(), "", "command"));
        study.at(seconds, trial, 1, new StudyEvent.JobSubmitIntended("token-" + trial, "slurm", resources));
        study.at(seconds, trial, 1, new StudyEvent.JobSubmitted("token-" + trial, "job-" + trial));
    }
}
