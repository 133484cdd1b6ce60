package io.trialog.cli;

import io.trialog.study.OpenOptions;
import java.io.IOException;
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

    @Option(
            names = "--test-only",
            description = "As --dry-run, and ask the scheduler what it thinks of it (sbatch --test-only).")
    private boolean testOnly;

    @Mixin
    private DryRunOptions dry = new DryRunOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        TypedStudy typed = new TypedStudy(trialog, "run", options);
        return typed.with(target, name, study -> run(study, typed.overrides()));
    }

    private int run(String study, List<String> overrides) {
        OpenOptions open = OpenOptions.of(study)
                .withRoot(trialog.root().directory())
                .withName(name)
                .withOverrides(overrides)
                .withProject(options.usesProject());
        if (dry.isDry() || testOnly) {
            return new RunPreview(trialog, options, dry).show(open, testOnly);
        }
        return new StudyRun(trialog, options).run(open);
    }
}
