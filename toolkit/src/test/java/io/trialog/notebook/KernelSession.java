package io.trialog.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cells that are to be run in a Jupyter kernel, one after the other, by Jupyter's own client. */
public final class KernelSession {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> cells = new ArrayList<>();
    private String network = "online";

    /** What came of one cell. */
    public record Output(JsonNode node) {

        /** The messages of a type: {@code display_data}, {@code update_display_data}, {@code execute_result}, {@code stream}. */
        public List<JsonNode> messages(String type) {
            List<JsonNode> found = new ArrayList<>();
            node.get("messages").forEach(message -> {
                if (message.get("type").asText().equals(type)) {
                    found.add(message);
                }
            });
            return found;
        }

        /** What the last message of a type shows as a MIME type. */
        public String last(String type, String mime) {
            List<JsonNode> all = messages(type);
            return all.get(all.size() - 1).get("data").path(mime).asText();
        }

        /** How long the cell took. */
        public double seconds() {
            return node.get("seconds").asDouble();
        }

        @Override
        public String toString() {
            return node.toPrettyString();
        }
    }

    /** A cell. */
    public KernelSession cell(String code) {
        cells.add(Map.of("code", code));
        return this;
    }

    /** A cell that is listened to for some seconds after its end. */
    public KernelSession cell(String code, double late) {
        cells.add(Map.of("code", code, "late", late));
        return this;
    }

    /** A cell that is interrupted after some seconds, and listened to for some more after its end. */
    public KernelSession interrupted(String code, double after, double late) {
        cells.add(Map.of("code", code, "interrupt", after, "late", late));
        return this;
    }

    /** Kernel and client have no network but the loopback device; where that can't be arranged the test fails. */
    public KernelSession offline() {
        network = "offline";
        return this;
    }

    /** Runs the cells in a kernel below {@code jupyter/kernels}. */
    public List<Output> run(Path jupyter, String kernel, Path directory) throws Exception {
        Path file = Files.createTempFile(directory, "cells", ".json");
        JSON.writeValue(file.toFile(), cells);
        String printed = Python.output(
                directory,
                KernelSession.class,
                "cells.py",
                jupyter.toString(),
                kernel,
                directory.toString(),
                file.toString(),
                network);
        List<Output> outputs = new ArrayList<>();
        JSON.readTree(printed).forEach(node -> outputs.add(new Output(node)));
        return outputs;
    }
}
