package io.trialog.benchmarks;

import io.trialog.Study;
import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.SearchSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Samplers in memory. {@code study float|mixed WIDTH TRIALS SEED [SAMPLER]} runs a whole study and prints its best value; {@code
 * ask WIDTH TRIALS...} prints the median time of a warm ask of TPE at each number of finished trials, and {@code sampler TYPE
 * float|mixed|ints WIDTH TRIALS...} that of another sampler. {@code fronts WIDTH TRIALS SEED SAMPLER} runs a whole study of two objectives, and
 * {@code volume OBJECTIVES POINTS} prints the CPU times of hypervolumes of points that do not dominate each other: the first, and the median of eleven.
 */
public final class SpeedBenchmark {

    private static final int ASKS = 401;

    private SpeedBenchmark() {}

    public static void main(String[] args) {
        if (args[0].equals("study")) {
            study(
                    args[1],
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]),
                    Long.parseLong(args[4]),
                    args.length > 5 ? args[5] : "tpe");
        } else if (args[0].equals("fronts")) {
            fronts(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]), args[4]);
        } else if (args[0].equals("volume")) {
            volume(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        } else if (args[0].equals("sampler")) {
            SearchSpace space = SpeedSpaces.of(args[2], Integer.parseInt(args[3]));
            asks(space, args[1], Arrays.copyOfRange(args, 4, args.length));
        } else {
            asks(SpeedSpaces.of("float", Integer.parseInt(args[1])), "tpe", Arrays.copyOfRange(args, 2, args.length));
        }
    }

    /** As a user writes it: the public door, at level memory, parameters suggested while the trial runs. */
    private static void study(String kind, int width, int trials, long seed, String sampler) {
        double[] best = {Double.POSITIVE_INFINITY};
        try (Study study = Study.builder("speed")
                .minimize()
                .sampler(sampler)
                .pruner("nop")
                .seed(seed)
                .inMemory()) {
            study.optimize(trials, trial -> {
                double value = SpeedSpaces.objective(SpeedSpaces.suggest(trial, kind, width));
                best[0] = Math.min(best[0], value);
                return value;
            });
        }
        System.out.println(best[0]);
    }

    /** The sums of squares around 0 and around 1, as a user writes it. */
    private static void fronts(int width, int trials, long seed, String sampler) {
        try (Study study = Study.builder("speed")
                .minimize("near")
                .minimize("far")
                .sampler(sampler)
                .pruner("nop")
                .seed(seed)
                .inMemory()) {
            study.optimizeMulti(trials, trial -> {
                double near = 0;
                double far = 0;
                for (int i = 0; i < width; i++) {
                    double x = trial.suggestFloat("x" + i, -5, 5);
                    near += x * x;
                    far += (x - 1) * (x - 1);
                }
                return new double[] {near, far};
            });
            System.out.println(study.view().bestTrials().size());
        }
    }

    /** Points of a sphere's part that faces the origin: none dominates another. */
    private static void volume(int objectives, int count) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] points = new double[count][objectives];
        for (double[] point : points) {
            double length = 0;
            for (int j = 0; j < objectives; j++) {
                point[j] = random.nextDouble();
                length += point[j] * point[j];
            }
            for (int j = 0; j < objectives; j++) {
                point[j] = 1 - point[j] / Math.sqrt(length);
            }
        }
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1.1);
        long[] times = new long[11];
        double volume = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < times.length; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            volume = Volumes.of(points, reference);
            times[i] = threads.getCurrentThreadCpuTime() - begin;
        }
        long first = times[0];
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%d points, %d objectives: first %.1f ms, median %.1f ms, volume %.9f%n",
                count,
                objectives,
                first / 1e6,
                times[times.length / 2] / 1e6,
                volume);
    }

    private static double best(MemoryLoop loop, int trials) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < trials; i++) {
            Map<String, @Nullable Object> values = loop.propose();
            double value = SpeedSpaces.objective(values);
            loop.complete(values, value);
            best = Math.min(best, value);
        }
        return best;
    }

    /** Between two timed asks a trial is told, as in a study. */
    private static void asks(SearchSpace space, String sampler, String[] positions) {
        Map<String, @Nullable Object> settings = SamplerCatalogue.catalogue().resolved(Map.of("type", sampler), null);
        best(new MemoryLoop(space, SamplerCatalogue.of(settings), 7), 1000);
        MemoryLoop loop = new MemoryLoop(space, SamplerCatalogue.of(settings), 1);
        int done = 0;
        for (String position : positions) {
            int goal = Integer.parseInt(position) - ASKS / 2;
            best(loop, goal - done);
            done = goal + ASKS;
            System.out.println(position + ": " + medians(loop));
        }
    }

    /** Wall and CPU time: on a shared machine the second is steadier. */
    private static String medians(MemoryLoop loop) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] wall = new long[ASKS];
        long[] cpu = new long[ASKS];
        for (int i = 0; i < ASKS; i++) {
            long cpuBegin = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            Map<String, @Nullable Object> values = loop.propose();
            wall[i] = System.nanoTime() - begin;
            cpu[i] = threads.getCurrentThreadCpuTime() - cpuBegin;
            loop.complete(values, SpeedSpaces.objective(values));
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        return String.format(Locale.ROOT, "wall %.3f, CPU %.3f", wall[ASKS / 2] / 1e6, cpu[ASKS / 2] / 1e6);
    }
}
