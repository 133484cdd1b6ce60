package io.trialog.optimize;

import io.trialog.pruner.Pruner;
import io.trialog.pruner.Pruners;
import io.trialog.sampler.Sampler;
import io.trialog.sampler.Samplers;
import io.trialog.study.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sampler and the pruner that settings ask for, made once per distinct request. Safe for use by several threads. */
final class Engines {

    private final Map<Map<String, @Nullable Object>, Sampler> samplers = new HashMap<>();
    private final Map<Map<String, @Nullable Object>, Pruner> pruners = new HashMap<>();

    synchronized Sampler sampler(Settings settings) {
        return samplers.computeIfAbsent(settings.sampler(), Samplers::of);
    }

    synchronized Pruner pruner(Settings settings) {
        return pruners.computeIfAbsent(settings.pruner(), Pruners::of);
    }
}
