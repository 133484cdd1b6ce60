package io.trialog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The programs of a fake scheduler: small scripts that call one script of Python, which keeps its state in a directory. Thread-safe. */
final class FakePrograms {

    static final ObjectMapper JSON = new ObjectMapper();

    /** The interpreter itself: what stands in the PATH may be a script that looks for it, slowly and at every call. */
    private static final String PYTHON = CommandOutput.of(
                    Map.of(), "", List.of("python3", "-c", "import sys; print(sys.executable)"))
            .line();

    private final Path directory;
    private final Path script;

    private FakePrograms(Path directory, Path script) {
        this.directory = directory;
        this.script = script;
    }

    /** Installs programs into a new directory; they are answered by a script among the resources of the tests. */
    static FakePrograms install(Path directory, String script, List<String> programs) {
        try {
            Path place = Path.of(Objects.requireNonNull(FakePrograms.class.getResource(script))
                    .toURI());
            FakePrograms installed = new FakePrograms(directory.toAbsolutePath(), place);
            Files.createDirectories(installed.bin());
            for (String program : programs) {
                installed.install(program);
            }
            return installed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void install(String program) throws IOException {
        Path file = Files.writeString(
                bin().resolve(program),
                "#!/bin/sh\nexec '" + PYTHON + "' -SE '" + script + "' '" + directory + "' " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path directory() {
        return directory;
    }

    Path bin() {
        return directory.resolve("bin");
    }

    /** What a command needs in its environment to find these programs before any others. */
    Map<String, String> environment() {
        return Map.of("PATH", bin() + ":" + System.getenv("PATH"));
    }

    void set(String name, Object value) {
        control("set", name, JSON.valueToTree(value).toString());
    }

    void control(String... words) {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, "-SE", script.toString(), directory.toString(), "control"));
        command.addAll(List.of(words));
        CommandOutput.of(environment(), "", command).line();
    }

    /** The arguments of all calls of a program so far. */
    List<List<String>> calls(String program) {
        try (Stream<String> lines = lines("calls.jsonl")) {
            return lines.map(FakePrograms::parse)
                    .filter(call -> call.get("program").asText().equals(program))
                    .map(call -> call.get("arguments")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList())
                    .toList();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file of the fake's, none if it is not there. */
    Stream<String> lines(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Files.lines(file) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
