package io.trialog.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Which study {@code run} and {@code launch} mean: that of a file or a name, or one that the command line describes in full. */
final class TypedStudy {

    private final Trialog trialog;
    private final String command;
    private final RunOptions options;

    /**
     * @param command {@code run} or {@code launch}
     */
    TypedStudy(Trialog trialog, String command, RunOptions options) {
        this.trialog = trialog;
        this.command = command;
        this.options = options;
    }

    /**
     * Does something with the study.
     *
     * @param target a study file or the name of a study, or {@code null}
     * @param name the study's name, or {@code null} for that of its file
     * @param action is given a study file or the name of a study
     * @return the exit code
     */
    int with(@Nullable String target, @Nullable String name, ToIntFunction<String> action) throws IOException {
        if (target != null) {
            return action.applyAsInt(target);
        } else if (trialog.command().isEmpty()) {
            throw new UsageException("A study file or the name of a study must be named.\nMaybe: trialog " + command
                    + " " + example() + " --trials 50");
        }
        return withoutFile(name, action);
    }

    private static String example() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of(""), "*.yaml")) {
            for (Path file : files) {
                return file.toString();
            }
        }
        return "higgs.yaml";
    }

    /** The command line says everything that a study file would: it is made into one that only this call sees. */
    private int withoutFile(@Nullable String name, ToIntFunction<String> action) throws IOException {
        if (name == null || !options.hasParams()) {
            throw new UsageException("Without a study file, '" + command
                    + " -- COMMAND' needs --name and at least one --param.\nMaybe: trialog " + command
                    + " --name small --metric loss --param 'lr={min: 0.01, max: 1.0}' --trials 20 -- "
                    + String.join(" ", trialog.command()));
        }
        Path directory = Files.createTempDirectory("trialog-run");
        Path file = directory.resolve("command-line.yaml");
        try {
            Files.writeString(file, "name: command-line\n", StandardCharsets.UTF_8);
            return action.applyAsInt(file.toString());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    /** The settings that are laid over the study's file. */
    List<String> overrides() {
        return options.overrides(trialog.command());
    }
}
