package io.trialog.internal.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Parabola;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with a name is run like any program. */
final class JavaObjectiveTest {

    @TempDir
    private Path root;

    @Test
    void aClassThatTheStudyFileNamesRunsInAJvmOfItsOwn() throws Exception {
        try (Study study = open(Parabola.class.getName(), "[3]")) {
            study.optimize(1);

            assertThat(study.trial(0).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.trial(0).value()).isEqualTo(9);
            assertThat(study.trial(0).reports().isEmpty()).isFalse();
        }
    }

    @Test
    void whatItThrowsIsTheErrorOfItsTrial() throws Exception {
        try (Study study = open(Parabola.class.getName(), "[13]")) {
            assertThatThrownBy(() -> study.optimize(1))
                    .hasMessageContaining(
                            "Its last words were: The objective threw java.lang.IllegalStateException: unlucky");

            assertThat(study.trial(0).state()).isEqualTo(TrialState.FAIL);
        }
    }

    @Test
    void aClassThatIsNotThereIsNamedWithTheClassPath() throws Exception {
        try (Study study = open("com.acme.Nowhere", "[3]")) {
            assertThatThrownBy(() -> study.optimize(1)).hasMessageContaining("exit code 1");

            assertThat(root.resolve("parabola/trials/0000-0999/0000/attempt-1/err.log"))
                    .content()
                    .contains("The objective class com.acme.Nowhere was not found in the class path ");
        }
    }

    private Study open(String type, String values) throws Exception {
        Path classes = Path.of(Parabola.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = Files.writeString(root.resolve("parabola.yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {values: %s}}
                objective: {class: %s, classpath: ['%s'], java_args: [-Xmx64m, -XX:TieredStopAtLevel=1]}
                sampler: {type: grid, seed: 1}
                pruner: nop
                executor: {type: local, parallel: 1, max_failures: 1}
                durability: ledger
                """.formatted(values, type, classes));
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }
}
