package io.trialog.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    @TempDir
    private Path folder;

    private Path scratch;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        scratch = folder.resolve("a $(touch pwned) `b`");
        Files.createDirectories(folder.resolve("data/deep"));
        Files.writeString(folder.resolve("data/deep/numbers"), "1 2 3");
        Files.writeString(folder.resolve("one"), "1");
        Files.createDirectories(folder.resolve("study"));
    }

    private Staging staging(Map<String, Object> section) {
        return new Staging(Map.copyOf(section), folder.resolve("study"), Map.of("SCRATCH", scratch.toString()));
    }

    private Staging data() {
        return staging(Map.of("in", List.of(folder + "/data", folder + "/one"), "to", "${SCRATCH}/x"));
    }

    @Test
    void copiesFilesAndDirectoriesOnceAndAgainOnlyWhatHasChanged() throws IOException {
        data().in(told::add);
        assertThat(scratch.resolve("x/data/deep/numbers")).hasContent("1 2 3");
        assertThat(scratch.resolve("x/one")).hasContent("1");
        assertThat(told).hasSize(2);

        data().in(told::add);
        assertThat(told).hasSize(2);

        Files.writeString(folder.resolve("one"), "11");
        data().in(told::add);
        assertThat(scratch.resolve("x/one")).hasContent("11");
        assertThat(told).hasSize(3);
        assertThat(told.get(2)).isEqualTo("Copied " + folder.resolve("one") + " to " + scratch.resolve("x/one") + ".");
    }

    @Test
    void copiesResultsOfTheStudyOrOfTheTrialsBackAndTellsWhatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("study/best.yaml"), "best");
        Files.createDirectories(scratch.resolve("x"));
        Files.writeString(scratch.resolve("x/model"), "model");

        staging(Map.of("to", "$SCRATCH/x", "out", List.of("best.yaml", "model", "nothing"), "back", folder + "/back"))
                .out(told::add);

        assertThat(folder.resolve("back/best.yaml")).hasContent("best");
        assertThat(folder.resolve("back/model")).hasContent("model");
        assertThat(told).contains("stage.out names nothing, which is not there.");
    }

    @Test
    void variablesAreThoseOfTheEnvironmentAndNothingElseStandsBehindADollar() {
        assertThat(Variables.expand("$A/${B}c$$d", Map.of("A", "$B", "B", "`x`")))
                .isEqualTo("$B/`x`c$d");
        assertThatThrownBy(() -> Variables.expand("$NONE/x", Map.of()))
                .isInstanceOf(TrialogException.class)
                .hasMessage("'$NONE/x' names the variable NONE, which is not set on this machine."
                        + "\nMaybe export it before 'trialog launch'.");
        assertThatThrownBy(() -> Variables.expand("$(rm -r x)", Map.of()))
                .isInstanceOf(TrialogException.class)
                .hasMessageContaining("a $ must stand before the name of a variable");
    }

    @Test
    void saysWhatCanNotBeCopied() {
        assertThatThrownBy(() -> staging(Map.of("in", List.of("/no/such"), "to", "$SCRATCH"))
                        .in(told::add))
                .hasMessage("stage.in names /no/such, which does not exist on this machine.");
        assertThatThrownBy(() -> staging(Map.of("in", List.of("/tmp"))).in(told::add))
                .hasMessageContaining("there is no stage.to");
        assertThatThrownBy(() ->
                        staging(Map.of("in", List.of("/tmp"), "to", "scratch")).in(told::add))
                .hasMessageContaining("stage.to must be an absolute path, but is scratch.");
        assertThatThrownBy(() -> staging(Map.of("out", List.of("../secret"), "back", "/b"))
                        .out(told::add))
                .hasMessageContaining("names ../secret");
    }
}
