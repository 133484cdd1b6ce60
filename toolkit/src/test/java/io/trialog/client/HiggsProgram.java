package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.client.Programs.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** {@code notebooks/Higgs.java}, compiled once, started as trials start it. */
final class HiggsProgram {

    private final Path classes;

    HiggsProgram(Path classes) {
        this.classes = classes;
        String source = source().toString();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        source);
        assertThat(status).as("Higgs.java compiles without a warning").isZero();
    }

    static Path source() {
        return Programs.repository().resolve("notebooks").resolve("Higgs.java");
    }

    /** Runs in {@code directory}, with the report in {@code report.jsonl} there and the stop file {@code prune}. */
    Ended run(Path directory, Map<String, String> environment, String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Programs.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), "Higgs"));
        command.addAll(List.of(flags));
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRIALOG_REPORT", directory.resolve("report.jsonl").toString());
        all.put("TRIALOG_PRUNE", directory.resolve("prune").toString());
        return Programs.run(directory, all, command);
    }

    /** A toy sample as a file. */
    Path toy(Path file, int events, int seed) {
        Ended ended = run(file.getParent(), Map.of(), "--toy=" + file, "--events=" + events, "--seed=" + seed);
        assertThat(ended).isEqualTo(new Ended(0, "", ""));
        assertThat(Files.exists(file)).isTrue();
        return file;
    }
}
