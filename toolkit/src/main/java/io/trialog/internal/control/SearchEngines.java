package io.trialog.internal.control;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.sampler.PairedSampler;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.spi.Sampler;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sampler and the pruner that settings ask for, made once per distinct request. Safe for use by several threads. */
final class SearchEngines {

    private final Function<Map<String, @Nullable Object>, Sampler> newSampler;
    private final Function<Map<String, @Nullable Object>, Pruner> newPruner;
    private final Map<Map<String, @Nullable Object>, Sampler> samplers = new HashMap<>();
    private final Map<Map<String, @Nullable Object>, Pruner> pruners = new HashMap<>();
    private final Sampler paired;

    /** Makes what the providers provide. */
    SearchEngines() {
        this(SamplerCatalogue::of, PrunerCatalogue::of);
    }

    SearchEngines(
            Function<Map<String, @Nullable Object>, Sampler> newSampler,
            Function<Map<String, @Nullable Object>, Pruner> newPruner) {
        this.newSampler = newSampler;
        this.newPruner = newPruner;
        this.paired = new PairedSampler(newSampler);
    }

    synchronized Sampler sampler(Settings settings) {
        return settings.space().pairings().isEmpty()
                ? samplers.computeIfAbsent(settings.sampler(), newSampler)
                : paired;
    }

    /**
     * Asks the pruner about the newest report of a trial, on what the study has before it: without the values that were only
     * printed, where these are recorded only.
     */
    PruningDecision decide(StudyView view, int trial) {
        return pruner(view.settings()).decide(PrunerCatalogue.seen(view), trial);
    }

    private synchronized Pruner pruner(Settings settings) {
        return pruners.computeIfAbsent(settings.pruner(), newPruner);
    }
}
