package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.protocol.report.OutputRules;
import io.trialog.internal.protocol.report.ValuePlace;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of a study's program on this machine, with the program's own values: it is handed fixed parameters only. It is a study in a
 * temporary directory, which is deleted afterwards; nothing else is stored.
 *
 * @param trial how it ended
 * @param place where its value was found, or an empty text if it has none
 * @param seconds how long it took
 * @param trials how many trials the study file asks for, or {@code null} if it does not say and its sampler comes to no end
 * @param parallel how many of them at a time
 */
public record ProjectRun(
        TrialRecord trial,
        String place,
        double seconds,
        @Nullable Integer trials,
        int parallel) {

    /** What the run leaves out: it stays here, stops nothing, and tells nobody. */
    private static final List<String> HERE = List.of(
            "executor={type: local, parallel: 1, poll: 50ms, max_failures: 1}",
            "pruner=nop",
            "sampler={type: random, seed: 1}",
            "durability=ledger",
            "controller=",
            "stage=",
            "notify=",
            "mlflow=",
            "wandb=",
            "trials=",
            "timeout=",
            StudyFile.BASELINE + "=");

    /** Hears of a run. */
    public interface Watcher {

        /** The run begins: the program will write into these files. */
        void begins(Path output, Path errors);

        /** The program has ended. */
        void ended();
    }

    /**
     * Runs the program of a study file.
     *
     * @param options a study file, or a study
     * @param values makes the values that the program gets besides those that are fixed, by parameter, from the space of the file
     * @param watcher is told where the program's output stands
     * @param notes hears what a user should know
     * @throws RefusedException if there is no program to run
     */
    public static ProjectRun of(
            OpenOptions options,
            Function<SearchSpace, Map<String, @Nullable Object>> values,
            Watcher watcher,
            Consumer<String> notes) {
        StudyFile file = StudyLocator.locate(options).fileOrRecorded();
        if (file == null || !ObjectiveSettings.of(file.objective()).isProgram()) {
            throw new RefusedException("Only a program can be tried, but the study '" + options.target()
                    + "' has none.\nMaybe give its study file an objective: {command: [python, train.py]}.");
        }
        Path root = null;
        try {
            root = Files.createTempDirectory("trialog-try");
            return run(file, values.apply(file.space()), root, watcher, notes);
        } catch (IOException e) {
            throw new TrialogException("The program can't be tried: " + FileProblem.words(e), e);
        } finally {
            delete(root);
        }
    }

    private static ProjectRun run(
            StudyFile file, Map<String, @Nullable Object> values, Path root, Watcher watcher, Consumer<String> notes)
            throws IOException {
        List<Parameter> fixed = fixed(file.space(), values);
        Path written = root.resolve("try.yaml");
        Files.writeString(
                written, StudyFileWriter.write(file.withSpace(new SearchSpace(fixed))), StandardCharsets.UTF_8);
        List<String> overrides = new ArrayList<>(HERE);
        overrides.add("name=try");
        setup(file, overrides);
        OpenOptions options = OpenOptions.of(written.toString()).withRoot(root).withOverrides(overrides);
        try (StudyEngine study = new StudyOpener(StudyRoot.of(options)).open(options)) {
            study.onNotice(notes);
            AttemptFiles files = AttemptFiles.of(root.resolve("try"), 0, 1);
            watcher.begins(files.output(), files.errors());
            try {
                runOnce(study);
            } finally {
                watcher.ended();
            }
            return ended(study, files.directory(), file);
        }
    }

    private static List<Parameter> fixed(SearchSpace space, Map<String, @Nullable Object> values) {
        List<Parameter> fixed = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            boolean isFixed = parameter.distribution().isSingle() && parameter.when() == null;
            if (isFixed && !values.containsKey(parameter.name())) {
                fixed.add(parameter);
            }
        }
        values.forEach((name, value) -> {
            List<@Nullable Object> choice = new ArrayList<>();
            choice.add(value);
            fixed.add(new Parameter(name, new CategoricalDistribution(choice, List.of())));
        });
        return fixed;
    }

    /** What the program needs of the executor's section wherever it runs. */
    private static void setup(StudyFile file, List<String> overrides) {
        Object limit = file.executor().get("time_limit");
        if (limit != null) {
            overrides.add("executor.time_limit=" + limit);
        }
    }

    private static void runOnce(StudyEngine study) {
        Optimization optimization = study.optimization();
        Budget budget = study.plan().budget(1, study.settings());
        try {
            optimization.run(optimization.begin(optimization.loops().command(budget), budget));
        } catch (TrialogException e) {
            if (study.view().finishedCount() == 0) {
                throw e; // else the program failed, which its trial tells
            }
        }
    }

    private static ProjectRun ended(StudyEngine study, Path directory, StudyFile file) throws IOException {
        TrialRecord trial = study.view().trial(0);
        OutputRules rules = ObjectiveSettings.of(study.settings().objective()).outputRules(study.settings(), false);
        boolean isSaid = !trial.values().isEmpty() && !study.settings().metric().equals(ObjectiveSettings.EXIT_STATUS);
        String place = !isSaid ? "" : ValuePlace.of(directory, rules, trial.value());
        int parallel = file.executor().get("parallel") instanceof Number n ? n.intValue() : 1;
        return new ProjectRun(trial, place, seconds(trial), trials(file), parallel);
    }

    /** What the file says, or how many trials its sampler has. */
    private static @Nullable Integer trials(StudyFile file) {
        if (file.trials() != null) {
            return file.trials();
        }
        long points = SweepCount.points(SweepCount.view(file));
        return points < 0 ? null : (int) Math.min(points, Integer.MAX_VALUE);
    }

    private static double seconds(TrialRecord trial) {
        return trial.startedAt() == null || trial.completedAt() == null
                ? 0
                : Duration.between(trial.startedAt(), trial.completedAt()).toMillis() / 1e3;
    }

    private static void delete(@Nullable Path root) {
        try {
            if (root != null) {
                FileTree.delete(root);
            }
        } catch (IOException e) {
            return; // it lies where temporary files do
        }
    }
}
