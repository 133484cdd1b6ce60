package io.trialog.cli;

import io.trialog.DryRun;
import io.trialog.internal.json.JsonText;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog run}: runs a study file, or goes on with a study. */
@Command(
        name = "run",
        customSynopsis = "trialog run [FILE|NAME] [--trials N] [OPTIONS] [-- COMMAND...]",
        description = {
            "Runs a study until it holds N finished trials.",
            "",
            "The same command again goes on where it was, or does nothing: 'run --trials 20' after 12 runs 8.",
            "One Ctrl-C stops the running trials in good order; they get a new attempt when the study goes on."
        },
        footer = {
            "",
            "Examples:",
            "  trialog run higgs.yaml --trials 50",
            "  trialog run higgs --trials 100 --parallel 4 --timeout 1h",
            "  trialog run sweep.yaml                        the file says how many (trials, run_cap)",
            "  trialog run higgs.yaml -n 50 --name higgs-2 --set sampler.seed=7",
            "  trialog run --name small --metric loss --param 'lr={min: 0.01, max: 1.0}' -n 20 -- python train.py"
        })
final class RunCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|NAME",
            description = "A study file, or the name of a study or of its file NAME.yaml.")
    private @Nullable String target;

    @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "Print the script and the command of a first trial; submit nothing.")
    private boolean dryRun;

    @Option(
            names = "--test-only",
            description = "As --dry-run, and ask the scheduler what it thinks of it (sbatch --test-only).")
    private boolean testOnly;

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        if (target == null && !trialog.command().isEmpty()) {
            return withoutFile();
        }
        if (target == null) {
            throw new UsageException("A study file or the name of a study must be named.\nMaybe: trialog run "
                    + example() + " --trials 50");
        }
        return run(target, options.overrides(trialog.command()));
    }

    private static String example() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of(""), "*.yaml")) {
            for (Path file : files) {
                return file.toString();
            }
        }
        return "higgs.yaml";
    }

    private int run(String study, List<String> overrides) {
        OpenOptions open = OpenOptions.of(study)
                .withRoot(trialog.root().directory())
                .withName(name)
                .withOverrides(overrides);
        if (dryRun || testOnly) {
            return dryRun(open);
        }
        return new StudyRun(trialog, options).run(open);
    }

    private int dryRun(OpenOptions open) {
        DryRun run = DryRun.of(open, testOnly);
        trialog.print("Nothing is submitted. The first trial of a new study in " + run.study() + " would have");
        run.params().forEach((name, value) -> trialog.print("  " + name + " = " + value));
        trialog.print("and be submitted by\n  " + run.preview().line() + "\nwith this script:\n");
        trialog.print(run.preview().script());
        if (testOnly) {
            trialog.print("The scheduler says: " + run.answer());
        }
        return run.isRefused() ? Exit.FAILED : Exit.DONE;
    }

    /** The command line says everything that a study file would: it is made into one that only this call sees. */
    private int withoutFile() throws IOException {
        if (name == null || !options.hasParams()) {
            throw new UsageException("Without a study file, 'run -- COMMAND' needs --name and at least one --param."
                    + "\nMaybe: trialog run --name small --metric loss --param 'lr={min: 0.01, max: 1.0}' --trials 20 -- "
                    + String.join(" ", trialog.command()));
        }
        Path directory = Files.createTempDirectory("trialog-run");
        Path file = directory.resolve("command-line.yaml");
        try {
            Files.writeString(file, "name: command-line\n", StandardCharsets.UTF_8);
            List<String> overrides = new ArrayList<>(options.overrides(trialog.command()));
            overrides.add("objective.workdir="
                    + JsonText.strict(Path.of("").toAbsolutePath().toString()));
            return run(file.toString(), overrides);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }
}
