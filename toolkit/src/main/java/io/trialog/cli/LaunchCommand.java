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

/** {@code trialog launch}: a job of the cluster runs the study. */
@Command(
        name = "launch",
        customSynopsis = "trialog launch [FILE|NAME] [--trials N] [OPTIONS] [-- COMMAND...]",
        description = {
            "Submits a job that runs a study until it holds N finished trials, and a second one that goes on when the first ends.",
            "",
            "What the jobs ask for stands in the section 'controller' of the study file.",
            "",
            "The same command again says which job runs the study, or that there is nothing left to do."
        },
        footer = {
            "",
            "Examples:",
            "  trialog launch higgs.yaml --trials 500",
            "  trialog launch higgs --set controller.time=3d --set controller.partition=cpu",
            "  trialog launch higgs.yaml --dry-run           what is there, what is left, and what would be submitted",
            "  trialog status higgs                          where it stands, and which jobs run it",
            "  trialog cancel higgs                          ends it, with its jobs"
        })
final class LaunchCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|NAME",
            description = "A study file, or the name of a study or of its file NAME.yaml.")
    private @Nullable String target;

    @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
    private @Nullable String name;

    @Mixin
    private DryRunOptions dry = new DryRunOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    LaunchCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        TypedStudy typed = new TypedStudy(trialog, "launch", options);
        return typed.with(target, name, study -> launch(study, typed.overrides()));
    }

    private int launch(String study, List<String> overrides) {
        return new LaunchRun(trialog, options, dry)
                .launch(OpenOptions.of(study)
                        .withRoot(trialog.root().directory())
                        .withName(name)
                        .withOverrides(overrides)
                        .withProject(options.usesProject()));
    }
}
