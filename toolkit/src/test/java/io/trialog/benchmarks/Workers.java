package io.trialog.benchmarks;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Workers that take trials of one study asynchronously, in simulated time. How long a trial takes is drawn from a log-normal
 * distribution with σ = 0.5, so that trials end in another order than they began. A worker asks again when its trial is told.
 */
final class Workers {

    private static final double SPREAD = 0.5;

    private final MemoryLoop loop;
    private final Problem problem;
    private final Random noise;
    private final Random durations;
    private final PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingDouble(Busy::end));
    private double best = Double.POSITIVE_INFINITY;
    private double seen = Double.POSITIVE_INFINITY;

    Workers(MemoryLoop loop, Problem problem, int count, long seed) {
        this.loop = loop;
        this.problem = problem;
        this.noise = new Random(seed);
        this.durations = new Random(~seed);
        for (int i = 0; i < count; i++) {
            ask(0);
        }
    }

    private record Busy(int trial, Map<String, @Nullable Object> values, double end) {}

    private void ask(double now) {
        Map<String, @Nullable Object> values = loop.propose();
        double end = now + Math.exp(SPREAD * durations.nextGaussian());
        busy.add(new Busy(loop.start(values), values, end));
    }

    /** Tells the running trial that ends first; its worker asks for another. */
    void tellNext() {
        Busy first = busy.remove();
        double value = problem.evaluate(first.values());
        double noisy = value + problem.noise() * noise.nextGaussian();
        loop.complete(first.trial(), noisy);
        best = noisy < seen ? value : best;
        seen = Math.min(seen, noisy);
        ask(first.end());
    }

    /** Returns the true value of the told trial that looks best. */
    double best() {
        return best;
    }
}
