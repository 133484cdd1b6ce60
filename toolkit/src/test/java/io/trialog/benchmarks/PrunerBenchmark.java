package io.trialog.benchmarks;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.Pruner;
import io.trialog.testing.PrunedStudy;
import io.trialog.trial.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What pruners keep and what they cost, on real learning curves: {@code PrunerBenchmark DIRECTORY}, where the directory holds
 * {@code *.curves.csv.gz} of TaskSet. Each curve set is run in forty orders of 100 configurations, one trial at a time. Prints
 * the tables of {@code docs/benchmarks.md}.
 */
public final class PrunerBenchmark {

    private static final int ORDERS = 40;
    private static final int CONFIGURATIONS = 100;

    /** The pruner of a study that names none. */
    public static final Map<String, Object> DEFAULT = Map.of("type", "median", "rule", 2);

    private static final Map<String, Map<String, Object>> PRUNERS = new LinkedHashMap<>();

    static {
        PRUNERS.put("`median`, the default", DEFAULT);
        PRUNERS.put(
                "`median`, `warmup_steps: 0`: Optuna's defaults",
                Map.of("type", "median", "rule", 2, "warmup_steps", 0));
        PRUNERS.put("`percentile: 25`", Map.of("type", "percentile", "rule", 2, "percentile", 25));
        PRUNERS.put("`successive_halving`", Map.of("type", "successive_halving", "rule", 2));
        PRUNERS.put(
                "`successive_halving`, Optuna's defaults",
                Map.of("type", "successive_halving", "rule", 2, "min_resource", "first_trial", "reduction_factor", 4));
        PRUNERS.put("`hyperband`", Map.of("type", "hyperband", "rule", 2));
        PRUNERS.put(
                "`hyperband`, Optuna's defaults",
                Map.of("type", "hyperband", "rule", 2, "min_resource", 1, "max_resource", "first_trial"));
    }

    private PrunerBenchmark() {}

    /** What one pruner did in all runs of one or several curve sets. */
    public static final class Score {

        private int runs;
        private int kept;
        private int keptTop;
        private double steps;
        private final int[] own = new int[3];
        private final int[] full = new int[3];

        /** Returns the share of the runs in which the best configuration was not pruned. */
        public double kept() {
            return (double) kept / runs;
        }

        /** Returns the steps that were run, as a share of those without pruning. */
        public double steps() {
            return steps / runs;
        }

        /** Returns the share of the runs that ended worse than no pruning with the same number of steps. */
        public double worse() {
            return (double) own[2] / runs;
        }

        private String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %s | %s |",
                    name,
                    steps(),
                    kept(),
                    (double) keptTop / runs,
                    shares(own),
                    shares(full));
        }

        private String shares(int[] counts) {
            return String.format(
                    Locale.ROOT,
                    "%.3f / %.3f / %.3f",
                    (double) counts[0] / runs,
                    (double) counts[1] / runs,
                    (double) counts[2] / runs);
        }
    }

    /**
     * Prints the table.
     *
     * @param args the directory of the curves
     * @throws IOException if it can't be read
     */
    public static void main(String[] args) throws IOException {
        System.out.println("| pruner | steps | best kept | one of the top 5 kept | at its own steps | at all steps |");
        System.out.println("|---|---|---|---|---|---|");
        for (Map.Entry<String, Map<String, Object>> entry : PRUNERS.entrySet()) {
            System.out.println(measure(Path.of(args[0]), entry.getValue()).row(entry.getKey()));
        }
        for (Path file : files(Path.of(args[0]))) {
            Score score = new Score();
            measure(file, DEFAULT, 0, ORDERS, score);
            System.out.println(
                    score.row("default on `" + file.getFileName().toString().replace(".curves.csv.gz", "`")));
        }
        for (int first = 0; first < ORDERS; first += 10) {
            Score score = new Score();
            for (Path file : files(Path.of(args[0]))) {
                measure(file, DEFAULT, first, 10, score);
            }
            System.out.println(score.row("default, orders " + first + " to " + (first + 9)));
        }
    }

    /** Measures a pruner on all curve sets of a directory. */
    public static Score measure(Path directory, Map<String, Object> pruner) throws IOException {
        Score score = new Score();
        for (Path file : files(directory)) {
            measure(file, pruner, 0, ORDERS, score);
        }
        return score;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".curves.csv.gz"))
                    .sorted()
                    .toList();
        }
    }

    private static void measure(Path file, Map<String, Object> pruner, int first, int count, Score score)
            throws IOException {
        List<double[]> curves = curves(file);
        for (int order = first; order < first + count; order++) {
            List<double[]> shuffled = new ArrayList<>(curves);
            Collections.shuffle(shuffled, new Random(order));
            run(shuffled, PrunerCatalogue.of(pruner), score);
        }
    }

    /** Runs one order; the configurations after the first hundred take the steps that pruning saves. */
    private static void run(List<double[]> curves, Pruner pruner, Score score) {
        PrunedStudy study = PrunedStudy.minimizing(pruner);
        List<Double> sorted = curves.subList(0, CONFIGURATIONS).stream()
                .map(PrunerBenchmark::last)
                .sorted()
                .toList();
        int length = curves.get(0).length;
        long budget = (long) CONFIGURATIONS * length;
        long steps = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < curves.size() && steps < budget; i++) {
            double[] curve = curves.get(i);
            int taken = taken(study, curve);
            steps += Math.abs(taken);
            best = taken > 0 ? Math.min(best, last(curve)) : best;
            if (i == CONFIGURATIONS - 1) {
                score.runs++;
                score.steps += (double) steps / budget;
                score.kept += best <= sorted.get(0) ? 1 : 0;
                score.keptTop += best <= sorted.get(4) ? 1 : 0;
                compare(best, unpruned(curves, steps / (double) length), score.own);
            }
        }
        compare(best, sorted.get(0), score.full);
    }

    private static void compare(double pruned, double unpruned, int[] winTieLoss) {
        winTieLoss[pruned < unpruned ? 0 : pruned == unpruned ? 1 : 2]++;
    }

    /** The best of the configurations that end within so many whole trials. */
    private static double unpruned(List<double[]> curves, double trials) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.floor(trials); i++) {
            best = Math.min(best, last(curves.get(i)));
        }
        return best;
    }

    /** How many steps a trial takes; negative if it is pruned. */
    private static int taken(PrunedStudy study, double[] curve) {
        int trial = study.ask();
        for (int i = 0; i < curve.length; i++) {
            if (study.report(trial, i + 1, curve[i]).prune()) {
                study.tell(trial, TrialState.PRUNED);
                return -(i + 1);
            }
        }
        study.tell(trial, Double.isFinite(last(curve)) ? TrialState.COMPLETE : TrialState.FAIL);
        return curve.length;
    }

    /** The final value; a curve that diverged is the worst. */
    private static double last(double[] curve) {
        double last = curve[curve.length - 1];
        return Double.isFinite(last) ? last : Double.MAX_VALUE;
    }

    private static List<double[]> curves(Path file) throws IOException {
        List<double[]> curves = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> cells = List.of(line.split(",", -1));
                if (cells.get(1).equals("valid")) {
                    curves.add(cells.stream()
                            .skip(2)
                            .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                            .toArray());
                }
            }
        }
        return curves;
    }
}
