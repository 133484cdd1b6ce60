package io.trialog.cli;

import io.trialog.LaunchedStudy;
import io.trialog.Study;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.engine.RunPlans;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.spi.ControllerJob;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog launch}: a job of the cluster runs the study. */
@Command(
        name = "launch",
        description = {
            "Submits a job that runs a study until it holds N finished trials, and a second one that goes on when the",
            "first ends. What the jobs ask for stands in the section 'controller' of the study file.",
            "",
            "The same command again says which job runs the study."
        },
        footer = {
            "",
            "Examples:",
            "  trialog launch higgs.yaml --trials 500",
            "  trialog launch higgs --set controller.time=3d --set controller.partition=cpu",
            "  trialog status higgs                          where it stands, and which jobs run it",
            "  trialog cancel higgs                          ends it, with its jobs"
        })
final class LaunchCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(
            index = "0",
            paramLabel = "FILE|NAME",
            description = "A study file, or the name of a study or of its file NAME.yaml.")
    private String target = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
    private @Nullable String name;

    @Mixin
    private RunOptions options = new RunOptions();

    LaunchCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        OpenOptions open = OpenOptions.of(target)
                .withRoot(trialog.root().directory())
                .withName(name)
                .withOverrides(options.overrides(trialog.command()));
        StudyRun run = new StudyRun(trialog, options);
        run.check(RunPlans.of(open));
        run.preflight(open);
        Path directory = StudyLocator.locate(open).directory();
        LaunchedStudy before = launched(directory);
        if (before != null) {
            return tell(before);
        }
        try (Study study = Study.open(open)) {
            run.plan(study);
            return tell(study.launch());
        } catch (StudyHeldException e) {
            LaunchedStudy meanwhile = launched(directory);
            if (meanwhile == null) {
                throw e;
            }
            return tell(meanwhile);
        }
    }

    /** The jobs that run the study already, or {@code null}. */
    private @Nullable LaunchedStudy launched(Path directory) {
        if (!Launch.isUnderWay(directory)) {
            return null;
        }
        try {
            StudyLog study = StudyLog.open(directory);
            List<ControllerJob> jobs =
                    StudyLaunch.of(study, trialog.terminal().environment()).controllers();
            return jobs.isEmpty() ? null : new LaunchedStudy(directory, jobs);
        } catch (IOException e) {
            throw new UsageException(
                    "Whether the study is run by a job already can't be told: " + e.getMessage() + ".");
        }
    }

    private int tell(LaunchedStudy launched) {
        if (options.json()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("study", String.valueOf(launched.directory().getFileName()));
            fields.put("job", launched.job());
            fields.put(
                    "jobs",
                    launched.controllers().stream().map(ControllerJob::id).toList());
            trialog.print(JsonText.strict(fields));
            return Exit.DONE;
        }
        String study = String.valueOf(launched.directory().getFileName());
        trialog.print(launched.toString());
        trialog.print("'trialog status " + study + "' shows where it stands, 'trialog cancel " + study + "' ends it.");
        return Exit.DONE;
    }
}
