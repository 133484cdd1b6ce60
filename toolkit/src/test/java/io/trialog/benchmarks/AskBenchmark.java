package io.trialog.benchmarks;

import io.trialog.internal.option.SamplerCatalogue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times every ask of one study: {@code SAMPLER float|mixed|ints WIDTH TRIALS SEED}. Prints, for each hundred trials, the median and
 * the largest time of an ask and their sum, in milliseconds of CPU time of the asking thread.
 */
public final class AskBenchmark {

    private static final int WINDOW = 100;

    private AskBenchmark() {}

    public static void main(String[] args) {
        MemoryLoop loop = new MemoryLoop(
                SpeedSpaces.of(args[1], Integer.parseInt(args[2])),
                SamplerCatalogue.of(SamplerCatalogue.catalogue().resolved(Map.of("type", args[0]), null)),
                Long.parseLong(args[4]));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] window = new double[WINDOW];
        double best = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < Integer.parseInt(args[3]); trial++) {
            long begin = threads.getCurrentThreadCpuTime();
            Map<String, @Nullable Object> values = loop.propose();
            window[trial % WINDOW] = (threads.getCurrentThreadCpuTime() - begin) / 1e6;
            double value = SpeedSpaces.objective(values);
            loop.complete(values, value);
            best = Math.min(best, value);
            if (trial % WINDOW == WINDOW - 1) {
                Arrays.sort(window);
                System.out.printf(
                        Locale.ROOT,
                        "to %d: median %.1f, largest %.1f, sum %.0f, best %.6g%n",
                        trial + 1,
                        window[WINDOW / 2],
                        window[WINDOW - 1],
                        Arrays.stream(window).sum(),
                        best);
            }
        }
    }
}
