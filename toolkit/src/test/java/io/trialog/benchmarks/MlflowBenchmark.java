package io.trialog.benchmarks;

import io.trialog.Study;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.testing.MlflowProcess;
import io.trialog.testing.MlflowRunsSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much longer a study takes that MLflow sees: 500 trials of one second with three reports each, four at a time, once without and
 * once with a real server on this machine. Prints one line with the ratio.
 */
public final class MlflowBenchmark {

    private static final int TRIALS = 500;
    private static final int THREADS = 4;
    private static final long MILLIS = 1000;

    private MlflowBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path root = Files.createTempDirectory("trialog-mlflow");
        try (MlflowProcess server = MlflowProcess.in(root).start()) {
            double without = seconds(root, "without", "");
            double with = seconds(root, "with", "mlflow: {tracking_uri: '" + server.address() + "'}\n");
            int runs = MlflowRunsSeen.in(server, "with").statuses().size();
            System.out.printf(
                    Locale.ROOT,
                    "%d trials: %.1f s without, %.1f s with MLflow, ratio %.3f; %d runs in MLflow%n",
                    TRIALS,
                    without,
                    with,
                    with / without,
                    runs);
        }
    }

    private static double seconds(Path root, String name, String section) throws IOException {
        Path file = Files.writeString(root.resolve(name + ".yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}, y: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                """ + section);
        long start = System.nanoTime();
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(Budget.trials(TRIALS), THREADS, trial -> {
                for (int step = 0; step < 3; step++) {
                    Thread.sleep(MILLIS / 3);
                    trial.report(trial.number() + 1.0 / (step + 1), step);
                }
                return trial.number();
            });
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
