package io.trialog.internal.projection.sqlite;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Projector;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.testing.RandomHistory;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long a study of 100,000 trials with 10 declared parameters takes to be rebuilt: run {@code main}, with
 * {@code -Xmx1g}. Arguments: number of trials, number of parameters.
 */
final class RebuildBenchmark {

    private RebuildBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int width = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        StudyView view = study(trials, width);
        Path directory = Files.createTempDirectory("trialog-rebuild");
        Path file = directory.resolve("study.db");
        for (int round = 0; round < 3; round++) {
            Files.deleteIfExists(file);
            try (Projector database = new StudyDatabase("benchmark", file)) {
                measure("study.db", database, view);
                System.out.printf("%,d bytes%n", Files.size(file));
            }
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
    }

    static void measure(String name, Projector projector, StudyView view) {
        long start = System.nanoTime();
        projector.project(view, "head", new TreeSet<>());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %,d trials in %.2f s%n", name, view.trialCount(), seconds);
    }

    static StudyView study(int trials, int width) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            parameters.add(new Parameter("parameter_" + i, new FloatDistribution(0, 1)));
        }
        Settings settings = Settings.of("benchmark", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(1)
                .withSpace(new SearchSpace(parameters));
        StudyFold fold = new StudyFold();
        SplittableRandom random = new SplittableRandom(1);
        apply(fold, -1, new StudyEvent.StudyCreated("benchmark", settings, RandomHistory.platform()));
        for (int number = 0; number < trials; number++) {
            Map<String, @Nullable Object> params = new LinkedHashMap<>();
            for (Parameter parameter : parameters) {
                params.put(parameter.name(), random.nextDouble());
            }
            apply(fold, number, new StudyEvent.TrialAsked(fold.position(), params, "random", "in-process"));
            apply(
                    fold,
                    number,
                    new StudyEvent.TrialTold(
                            TrialState.COMPLETE, List.of(random.nextDouble()), Map.of(), List.of(), ""));
        }
        return fold.view();
    }

    private static void apply(StudyFold fold, int trial, StudyEvent event) {
        long seq = fold.position() + 1;
        Instant at = Instant.parse("2026-11-20T00:00:00Z").plusMillis(seq);
        Envelope envelope = new Envelope(seq, "", at, 1, -1, "", 1, trial, trial < 0 ? 0 : 1, "", "");
        fold.apply(envelope, event);
    }
}
