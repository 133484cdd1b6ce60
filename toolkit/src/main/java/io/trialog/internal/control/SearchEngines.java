package io.trialog.internal.control;

import io.trialog.internal.option.Pruners;
import io.trialog.internal.option.Samplers;
import io.trialog.spi.Pruner;
import io.trialog.spi.Sampler;
import io.trialog.study.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sampler and the pruner that settings ask for, made once per distinct request. Safe for use by several threads. */
final class SearchEngines {

    private final Map<Map<String, @Nullable Object>, Sampler> samplers = new HashMap<>();
    private final Map<Map<String, @Nullable Object>, Pruner> pruners = new HashMap<>();

    synchronized Sampler sampler(Settings settings) {
        return samplers.computeIfAbsent(settings.sampler(), Samplers::of);
    }

    synchronized Pruner pruner(Settings settings) {
        return pruners.computeIfAbsent(settings.pruner(), Pruners::of);
    }
}
