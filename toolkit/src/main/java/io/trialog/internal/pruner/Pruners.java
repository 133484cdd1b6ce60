package io.trialog.internal.pruner;

import io.trialog.internal.option.PrunerOptions;
import io.trialog.internal.pruner.halving.HyperbandPruner;
import io.trialog.internal.pruner.halving.SuccessiveHalvingPruner;
import io.trialog.internal.pruner.percentile.MedianPruner;
import io.trialog.internal.pruner.percentile.PercentilePruner;
import io.trialog.space.Nearest;
import io.trialog.spi.Pruner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes pruners from what stands in a study file. */
public final class Pruners {

    private static final List<String> TYPES =
            List.of("median", "percentile", "successive_halving", "sha", "asha", "hyperband", "nop", "none");

    private Pruners() {}

    /**
     * The pruner of a specification such as {@code {type: median, startup_trials: 5, warmup_steps: 10}}.
     *
     * <table>
     * <caption>Types, their options and defaults</caption>
     * <tr><td>{@code median}</td><td>startup_trials 5, warmup_steps 0, interval_steps 1, min_trials 1</td></tr>
     * <tr><td>{@code percentile}</td><td>percentile (required), and those of median</td></tr>
     * <tr><td>{@code successive_halving}, {@code sha}, {@code asha}</td><td>min_resource auto, reduction_factor 4,
     * min_early_stopping_rate 0, bootstrap_count 0</td></tr>
     * <tr><td>{@code hyperband}</td><td>min_resource 1, max_resource auto, reduction_factor 3, bootstrap_count 0</td></tr>
     * <tr><td>{@code nop}, {@code none}</td><td>no options</td></tr>
     * </table>
     *
     * @param spec type and options; an empty map is the default, {@code {type: median}}
     * @throws IllegalArgumentException if the type or an option is unknown (the message names the nearest one), missing, of
     *     another kind or out of its range
     */
    public static Pruner of(Map<String, ? extends @Nullable Object> spec) {
        if (spec.isEmpty()) {
            return new MedianPruner();
        }
        Object given = spec.get("type");
        String type = given == null ? "" : given.toString().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "median" -> median(spec);
            case "percentile" -> percentile(spec);
            case "successive_halving", "sha", "asha" -> halving(type, spec);
            case "hyperband" -> hyperband(spec);
            case "nop", "none" -> nop(type, spec);
            default -> throw unknown(given);
        };
    }

    private static Pruner median(Map<String, ? extends @Nullable Object> spec) {
        PrunerOptions options = new PrunerOptions(
                "median", spec, List.of("startup_trials", "warmup_steps", "interval_steps", "min_trials"));
        return new MedianPruner(
                options.count("startup_trials", 5),
                options.integer("warmup_steps", 0),
                options.integer("interval_steps", 1),
                options.count("min_trials", 1));
    }

    private static Pruner percentile(Map<String, ? extends @Nullable Object> spec) {
        PrunerOptions options = new PrunerOptions(
                "percentile",
                spec,
                List.of("percentile", "startup_trials", "warmup_steps", "interval_steps", "min_trials"));
        return new PercentilePruner(
                options.required("percentile"),
                options.count("startup_trials", 5),
                options.integer("warmup_steps", 0),
                options.integer("interval_steps", 1),
                options.count("min_trials", 1));
    }

    private static Pruner halving(String type, Map<String, ? extends @Nullable Object> spec) {
        PrunerOptions options = new PrunerOptions(
                type, spec, List.of("min_resource", "reduction_factor", "min_early_stopping_rate", "bootstrap_count"));
        return new SuccessiveHalvingPruner(
                options.integerOrAuto("min_resource", OptionalLong.empty()),
                options.count("reduction_factor", 4),
                options.count("min_early_stopping_rate", 0),
                options.count("bootstrap_count", 0));
    }

    private static Pruner hyperband(Map<String, ? extends @Nullable Object> spec) {
        PrunerOptions options = new PrunerOptions(
                "hyperband", spec, List.of("min_resource", "max_resource", "reduction_factor", "bootstrap_count"));
        return new HyperbandPruner(
                options.integer("min_resource", 1),
                options.integerOrAuto("max_resource", OptionalLong.empty()),
                options.count("reduction_factor", 3),
                options.count("bootstrap_count", 0));
    }

    private static Pruner nop(String type, Map<String, ? extends @Nullable Object> spec) {
        PrunerOptions.refuseUnknown(type, spec, List.of());
        return new NopPruner();
    }

    private static IllegalArgumentException unknown(@Nullable Object type) {
        if (type == null) {
            return new IllegalArgumentException("A pruner must have a type: one of " + String.join(", ", TYPES) + ".");
        }
        return new IllegalArgumentException("There is no pruner '" + type + "'; there are " + String.join(", ", TYPES)
                + "." + Nearest.maybe(type.toString(), TYPES));
    }
}
