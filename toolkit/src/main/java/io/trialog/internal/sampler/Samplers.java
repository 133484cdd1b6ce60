package io.trialog.internal.sampler;

import io.trialog.internal.option.SamplerOptions;
import io.trialog.internal.sampler.grid.GridSampler;
import io.trialog.internal.sampler.random.RandomSampler;
import io.trialog.internal.sampler.tpe.TpeOptions;
import io.trialog.internal.sampler.tpe.TpeSampler;
import io.trialog.spi.Sampler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes samplers from what a study file says. */
public final class Samplers {

    private static final List<String> TYPES = List.of("tpe", "random", "grid");
    private static final List<String> TPE_KEYS =
            List.of("type", "seed", "startup_trials", "candidates", "multivariate", "constant_liar");

    private Samplers() {}

    /**
     * The sampler of a specification; an empty one means TPE with its defaults. The key {@code seed} is accepted and belongs
     * to the study's settings.
     *
     * <ul>
     *   <li>{@code tpe}: {@code startup_trials} (10), {@code candidates} (24), {@code multivariate} (true), {@code
     *       constant_liar} (true)
     *   <li>{@code random}
     *   <li>{@code grid}: {@code grid}, a map from parameter to the list of its values; needed only for continuous parameters
     * </ul>
     *
     * @throws IllegalArgumentException if the type or an option is unknown or has a wrong value; the message names what is
     *     known and what is nearest
     */
    public static Sampler of(Map<String, @Nullable Object> spec) {
        Object type = spec.getOrDefault("type", "tpe");
        String name = String.valueOf(type).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "tpe" -> tpe(new SamplerOptions("sampler tpe", spec, TPE_KEYS));
            case "random" -> random(spec);
            case "grid" -> grid(spec);
            default -> throw SamplerOptions.unknown("There is no sampler of type '" + type + "'", name, TYPES);
        };
    }

    private static Sampler tpe(SamplerOptions options) {
        TpeOptions defaults = TpeOptions.DEFAULTS;
        return new TpeSampler(new TpeOptions(
                options.integer("startup_trials", 0, defaults.startupTrials()),
                options.integer("candidates", 1, defaults.candidates()),
                options.flag("multivariate", defaults.multivariate()),
                options.flag("constant_liar", defaults.constantLiar())));
    }

    private static Sampler random(Map<String, @Nullable Object> spec) {
        new SamplerOptions("sampler random", spec, List.of("type", "seed"));
        return new RandomSampler();
    }

    private static Sampler grid(Map<String, @Nullable Object> spec) {
        new SamplerOptions("sampler grid", spec, List.of("type", "seed", "grid"));
        Object grid = spec.get("grid");
        if (grid == null) {
            return new GridSampler();
        }
        if (grid instanceof Map<?, ?> map) {
            return new GridSampler(map);
        }
        throw new IllegalArgumentException(
                "The option 'grid' of the sampler grid must map parameters to lists of values, but is " + grid + ".");
    }
}
