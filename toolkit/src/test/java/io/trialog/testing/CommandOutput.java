package io.trialog.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a command of a scheduler printed, and how it ended. */
public record CommandOutput(int code, String out, String err) {

    /** Standard output without the line's end, of a command that must have succeeded. */
    public String line() {
        if (code != 0) {
            throw new AssertionError("exit code " + code + ": " + err + out);
        }
        return out.strip();
    }

    /** Runs a command to its end; what a surrounding job left in the environment does not reach it. */
    static CommandOutput of(Map<String, String> environment, String input, List<String> command) {
        try {
            Path errors = Files.createTempFile("command", ".err");
            try {
                Process process = start(environment, errors, command);
                write(process, input);
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new CommandOutput(process.waitFor(), output, Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Process start(Map<String, String> environment, Path errors, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SLURM|SBATCH|SQUEUE|SRUN)_.*"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    /** A command that ends without reading is no error. */
    private static void write(Process process, String input) {
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            assert !closed.getMessage().isEmpty();
        }
    }
}
