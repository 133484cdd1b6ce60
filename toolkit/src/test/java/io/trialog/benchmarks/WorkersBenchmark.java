package io.trialog.benchmarks;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous workers on a sphere of five parameters from -5 to 5: {@code SAMPLER TRIALS SEEDS SHIFT WORKERS...} prints the median
 * of the best value for each number of workers. The optimum lies at SHIFT in each parameter; 0 is where CMA-ES begins.
 * Each worker takes the next trial when it has ended one; a trial takes a time of exp(N(0, 1/4)).
 */
public final class WorkersBenchmark {

    private static final int WIDTH = 5;

    private WorkersBenchmark() {}

    private record Running(double end, int number, double value) {}

    public static void main(String[] args) {
        int trials = Integer.parseInt(args[1]);
        int seeds = Integer.parseInt(args[2]);
        double shift = Double.parseDouble(args[3]);
        for (String workers : Arrays.asList(args).subList(4, args.length)) {
            double[] bests = new double[seeds];
            for (int seed = 0; seed < seeds; seed++) {
                bests[seed] = best(args[0], trials, shift, Integer.parseInt(workers), seed);
            }
            Arrays.sort(bests);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s workers: median %.2g, quartiles %.2g and %.2g%n",
                    args[0],
                    workers,
                    (bests[(seeds - 1) / 2] + bests[seeds / 2]) / 2,
                    bests[seeds / 4],
                    bests[seeds - 1 - seeds / 4]);
        }
    }

    private static double best(String sampler, int trials, double shift, int workers, long seed) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(-5, 5)));
        }
        MemoryLoop loop = new MemoryLoop(
                new SearchSpace(parameters),
                SamplerCatalogue.of(SamplerCatalogue.catalogue().resolved(Map.of("type", sampler), null)),
                seed);
        Random durations = new Random(seed);
        PriorityQueue<Running> running = new PriorityQueue<>((a, b) -> Double.compare(a.end(), b.end()));
        double best = Double.POSITIVE_INFINITY;
        double now = 0;
        for (int started = 0; started < trials || !running.isEmpty(); ) {
            if (started < trials && running.size() < workers) {
                Map<String, @Nullable Object> values = loop.propose();
                double value = values.values().stream()
                        .mapToDouble(x -> ((Double) x - shift) * ((Double) x - shift))
                        .sum();
                running.add(new Running(now + Math.exp(0.25 * durations.nextGaussian()), loop.start(values), value));
                started++;
            } else {
                Running ended = running.remove();
                now = ended.end();
                loop.complete(ended.number(), ended.value());
                best = Math.min(best, ended.value());
            }
        }
        return best;
    }
}
