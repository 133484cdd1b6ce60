package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The display in a kernel that is built on IJava 1.3.0's base, spoken to by Jupyter's client. */
@Tag("processes")
class IJavaTest {

    @TempDir
    Path scratch;

    @Test
    void showsResultsAndKeepsCardsUpToDateAlsoAfterTheCellAndAfterAnInterrupt() throws Exception {
        Python.assume("jupyter_client");
        List<KernelSession.Output> cells = new KernelSession()
                .cell("open")
                .cell("optimize")
                .cell("best")
                .cell("trials")
                .cell("study")
                .cell("plot")
                .cell("background", 2.5)
                .interrupted("endless", 0.8, 2)
                .cell("show")
                .cell("broken")
                .cell("printing")
                .cell("logs")
                .run(kernelspec(), "based", scratch);

        KernelSession.Output optimized = cells.get(1);
        assertThat(optimized.messages("display_data")).hasSize(1);
        assertThat(optimized.last("update_display_data", "text/plain")).contains("Done: 3 trials are finished");
        assertThat(optimized.last("execute_result", "text/html")).contains("Study based: 3 trials finished, best ");
        assertThat(cells.get(2).last("execute_result", "text/html")).contains("It has rank 1 of 3 complete trials.");
        assertThat(cells.get(3).last("execute_result", "text/html")).contains(">x</th>");
        assertThat(cells.get(4).last("execute_result", "text/html")).contains("<div style=\"display:flex;height:10px");
        assertThat(cells.get(5).last("execute_result", "text/html")).contains(" src=\"data:image/svg+xml;base64,PD94");
        assertThat(cells.get(5).last("execute_result", "text/plain")).isNotBlank();
        assertThat(cells.get(6).messages("update_display_data"))
                .anyMatch(message -> message.get("late").asBoolean());
        assertThat(cells.get(6).last("update_display_data", "text/plain")).contains("Done: 6 trials are finished");
        assertThat(cells.get(7).last("update_display_data", "text/plain"))
                .contains("Interrupted: ")
                .contains("run the cell again");
        assertThat(cells.get(8).last("display_data", "text/plain")).contains("interrupted as of");
        assertThat(cells.get(9).last("update_display_data", "text/plain"))
                .contains("java.lang.NullPointerException")
                .contains("(in the line 'return model.hashCode();')");
        assertThat(cells.get(10).last("update_display_data", "text/html"))
                .contains("note: what trials print is kept for each of them: study.logs(number)");
        assertThat(cells.get(11).last("execute_result", "text/html")).contains("a line of trial ");
        assertOneIdEach(cells.get(6));
        assertThat(cells).allSatisfy(cell -> assertThat(cell.messages("stream")).isEmpty());
    }

    private static void assertOneIdEach(KernelSession.Output cell) {
        String id = id(cell.messages("display_data").get(0));
        assertThat(cell.messages("update_display_data"))
                .allMatch(message -> id(message).equals(id));
    }

    private static String id(JsonNode message) {
        return message.get("transient").get("display_id").asText();
    }

    private Path kernelspec() throws Exception {
        Path directory = Files.createDirectories(scratch.resolve("jupyter/kernels/based"));
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BasekernelProgram.class.getName(),
                "{connection_file}");
        Files.writeString(
                directory.resolve("kernel.json"),
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "argv", argv,
                                "display_name", "IJava's base",
                                "language", "words",
                                "interrupt_mode", "message")));
        return scratch.resolve("jupyter");
    }
}
