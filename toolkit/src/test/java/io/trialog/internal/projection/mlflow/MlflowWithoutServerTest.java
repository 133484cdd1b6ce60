package io.trialog.internal.projection.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.exception.RefusedException;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there costs a study nothing but a note. */
@Tag("processes")
class MlflowWithoutServerTest {

    /** Nobody listens at port 1. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path root;

    @Test
    void theProgramRunsWithoutARunAndTheStudyEnds() throws Exception {
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                objective: {command: [sh, -c, 'echo "run=$MLFLOW_RUN_ID at $MLFLOW_TRACKING_URI in $MLFLOW_EXPERIMENT_NAME"; echo loss: 1']}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                executor: {type: local, parallel: 1}
                mlflow: {tracking_uri: '%s', experiment: fruit, program: true}
                """.formatted(NOBODY));
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.onNotice(notes::add);
            study.optimize(2);

            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(2);
        }

        assertThat(Files.readString(root.resolve("apple/trials/0000-0999/0001/attempt-1/out.log")))
                .contains("run= at " + NOBODY + " in fruit");
        assertThat(notes)
                .contains("MLflow has not got all of this study yet.\nMaybe later: trialog mlflow apple")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutBeingShown() {
        for (String address : List.of("file:///data/mlruns", "sqlite:///m.db", "127.0.0.1:5000", "http://a b", "")) {
            assertThatThrownBy(() -> new MlflowSettings(address, "fruit", false).access(Map.of()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Maybe ");
        }
    }

    @Test
    void credentialsBecomeAHeaderAndNothingElse() {
        MlflowSettings settings = new MlflowSettings(null, "fruit", false);

        MlflowSettings.Access inAddress =
                settings.access(Map.of("MLFLOW_TRACKING_URI", "https://ann:secret@host:5000/ml/"));
        assertThat(inAddress.base()).hasToString("https://host:5000/ml/");
        assertThat(inAddress.authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
        assertThat(inAddress).hasToString("https://host:5000/ml/");
        assertThat(settings.access(Map.of("MLFLOW_TRACKING_URI", "http://host", "MLFLOW_TRACKING_TOKEN", "abc"))
                        .authorization())
                .isEqualTo("Bearer abc");
    }
}
