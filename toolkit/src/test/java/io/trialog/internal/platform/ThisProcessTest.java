package io.trialog.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.study.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisProcessTest {

    private static final String PROPERTY = "trialog.env.ENVIRONMENT_TEST";

    @TempDir
    private Path root;

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void aVariableThatTheProcessLacksIsSetByAProperty() {
        assertThat(ThisProcess.ofThisProcess()).isEqualTo(System.getenv());

        System.setProperty(PROPERTY, "a b");

        assertThat(ThisProcess.ofThisProcess())
                .containsEntry("ENVIRONMENT_TEST", "a b")
                .containsAllEntriesOf(System.getenv());
    }

    @Test
    void programsOfTrialsFindItInTheirEnvironment() throws Exception {
        System.setProperty(PROPERTY, "0.25");
        Path file = Files.writeString(root.resolve("set.yaml"), """
                objective: {command: [sh, -c, 'echo "loss: $ENVIRONMENT_TEST"']}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                executor: {type: local, poll: 50ms}
                """);
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            assertThat(study.optimize(1).best().value()).isEqualTo(0.25);
        }
    }
}
