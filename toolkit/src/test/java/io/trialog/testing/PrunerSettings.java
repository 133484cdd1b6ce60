package io.trialog.testing;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.PrunerProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of every pruner by each of its rules, with the options that a type needs. */
public final class PrunerSettings {

    private static final Map<String, Map<String, Object>> NEEDED = Map.of(
            "percentile", Map.of("percentile", 40),
            "patient",
                    Map.of("patience", 1, "pruner", Map.of("type", "median", "startup_trials", 2, "warmup_steps", 0)),
            "threshold", Map.of("lower", -1, "upper", 4, "warmup_steps", 1),
            "wilcoxon", Map.of("p_threshold", 0.6),
            "slurm_sweeps", Map.of("reduction_factor", 2));

    private PrunerSettings() {}

    /** The settings, each type by rule 1 first. */
    public static List<Map<String, Object>> ofEveryRule() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (PrunerProvider provider : PrunerCatalogue.catalogue().providers()) {
            for (long rule = 1; rule <= provider.rule(); rule++) {
                Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", provider.type(), "rule", rule));
                settings.putAll(NEEDED.getOrDefault(provider.type(), Map.of()));
                all.add(settings);
            }
        }
        return all;
    }
}
