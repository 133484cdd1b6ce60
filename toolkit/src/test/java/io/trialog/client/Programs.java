package io.trialog.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs real programs as trials would be run. */
final class Programs {

    /** What a program left behind. */
    record Ended(int code, String out, String err) {}

    private Programs() {}

    /** The directory that holds {@code notebooks/} and {@code toolkit/}. */
    static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("toolkit").resolve("clients"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a command to its end; no variable that a study or a cluster would set reaches it, except the given ones. */
    static Ended run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(
                            name -> name.startsWith("TRIALOG_") || name.startsWith("HIGGS_") || name.contains("RANK"));
            builder.environment().remove("SLURM_PROCID");
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("This still runs after two minutes: " + command);
            }
            return new Ended(process.exitValue(), taken(out), taken(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String taken(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
