package io.trialog.internal.pruner.sweeps;

import io.trialog.internal.numeric.RoundedLogarithm;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code slurm_sweeps}. */
public final class SlurmSweepsProvider implements PrunerProvider {

    private static final String MIN_T = "min_t";
    private static final String MAX_T = "max_t";
    private static final String REDUCTION_FACTOR = "reduction_factor";
    private static final long LARGEST = 1L << 53;

    private static final List<Option> OPTIONS = List.of(
            Watch.METRIC,
            Watch.MODE,
            Option.positive(MIN_T, 1, "The first rung, in iterations from 1 on."),
            Option.positive(MAX_T, 50, "No rung is above this."),
            Option.factor(REDUCTION_FACTOR, 4, "At each rung, the best 1 of this many goes on; rungs grow by it."));

    @Override
    public String type() {
        return "slurm_sweeps";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        long least = options.integer(MIN_T);
        long most = Math.min(LARGEST, options.integer(MAX_T));
        if (most <= least) {
            throw new IllegalArgumentException("The pruner 'slurm_sweeps' must have a max_t above its min_t, " + least
                    + ", but has " + most + ".");
        }
        return new SlurmSweepsPruner(
                rungs(least, most, options.count(REDUCTION_FACTOR)),
                options.count(REDUCTION_FACTOR),
                Watch.of(options));
    }

    /** The rungs, whose number is computed in doubles as the original does: 3, 9, 27, 81 for 3 to 243 by 3. */
    private static long[] rungs(long least, long most, int factor) {
        double logarithm = RoundedLogarithm.of((double) most / least) / RoundedLogarithm.of(factor);
        long[] rungs = new long[(int) logarithm + 1];
        long rung = least;
        for (int i = 0; i < rungs.length; i++) {
            rungs[i] = rung;
            rung *= factor;
        }
        return rungs;
    }
}
