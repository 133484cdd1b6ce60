package io.trialog.internal.pruner.wilcoxon;

import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.List;

/** Provides the pruner {@code wilcoxon}. */
public final class WilcoxonProvider implements PrunerProvider {

    private static final String P_THRESHOLD = "p_threshold";
    private static final String STARTUP_STEPS = "startup_steps";
    private static final String CORRECTION = "correction";
    private static final String SPENDING = "spending";

    private static final List<Option> OPTIONS = List.of(
            Option.share(
                    P_THRESHOLD, 0.1, "How probable it may be that a trial is pruned which is as good as the best."),
            Option.count(STARTUP_STEPS, 2, "Prune nothing until the trial and the best one share this many steps."),
            Option.word(
                    CORRECTION,
                    List.of(SPENDING, "none"),
                    SPENDING,
                    "spending: test at 6, 12, 24, ... shared steps, the k-th time at p_threshold / 2^k;"
                            + " none: test at every report, as Optuna does."),
            Watch.METRIC,
            Watch.MODE);

    @Override
    public String type() {
        return "wilcoxon";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        return new WilcoxonPruner(
                options.number(P_THRESHOLD),
                options.count(STARTUP_STEPS),
                options.isWord(CORRECTION, SPENDING),
                Watch.of(options));
    }
}
