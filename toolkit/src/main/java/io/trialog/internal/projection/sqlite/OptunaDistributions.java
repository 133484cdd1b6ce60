package io.trialog.internal.projection.sqlite;

import io.trialog.internal.json.JsonText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distributions as Optuna's {@code distribution_json}. Where Optuna has no equal, the smallest of its distributions that
 * holds every value is taken: a grid on a logarithmic scale becomes a linear grid, weighted choices lose their weights, a
 * normal prior becomes the interval in which it is cut off.
 */
final class OptunaDistributions {

    private OptunaDistributions() {}

    /** The distribution that Optuna gets. */
    static String json(Distribution distribution) {
        if (distribution instanceof FloatDistribution d) {
            return floating(d.low(), d.high(), d.step(), d.log());
        } else if (distribution instanceof IntDistribution d) {
            return integer(d);
        } else if (distribution instanceof CategoricalDistribution d) {
            return named("CategoricalDistribution", Map.of("choices", d.listed().isEmpty() ? d.choices() : d.listed()));
        }
        return normal((NormalDistribution) distribution);
    }

    /** The number by which Optuna knows a value: of a choice, its first place in the list that Optuna gets. */
    static double internal(Distribution distribution, double internal) {
        return distribution instanceof CategoricalDistribution d && !d.listed().isEmpty()
                ? d.listed().indexOf(d.toExternal(internal))
                : internal;
    }

    /** Whether Optuna's distribution is the original one. */
    static boolean isExact(Distribution distribution) {
        if (distribution instanceof FloatDistribution d) {
            return !d.log() || d.step() == 0;
        } else if (distribution instanceof IntDistribution d) {
            return !d.log() || d.step() == 1;
        }
        return distribution instanceof CategoricalDistribution d
                && d.probabilities().isEmpty();
    }

    /** The original distribution with all of its attributes. */
    static String original(Distribution distribution) {
        return JsonText.python(originalAttributes(distribution));
    }

    /** Kind and attributes of a distribution, in a fixed order. */
    static Map<String, @Nullable Object> originalAttributes(Distribution distribution) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("kind", kind(distribution));
        if (distribution instanceof FloatDistribution d) {
            bounds(attributes, d.low(), d.high(), d.step(), d.log());
        } else if (distribution instanceof IntDistribution d) {
            bounds(attributes, d.low(), d.high(), d.step(), d.log());
        } else if (distribution instanceof CategoricalDistribution d) {
            attributes.put("choices", d.choices());
            attributes.put("probabilities", d.probabilities());
            if (!d.listed().isEmpty()) {
                attributes.put("listed", d.listed());
            }
        } else if (distribution instanceof NormalDistribution d) {
            attributes.put("mu", d.mu());
            attributes.put("sigma", d.sigma());
            attributes.put("step", d.step());
            attributes.put("log", d.log());
            if (d.integer()) {
                attributes.put("integer", true);
            }
        }
        return attributes;
    }

    private static String kind(Distribution distribution) {
        if (distribution instanceof FloatDistribution) {
            return "float";
        } else if (distribution instanceof IntDistribution) {
            return "int";
        }
        return distribution instanceof CategoricalDistribution ? "categorical" : "normal";
    }

    private static void bounds(
            Map<String, @Nullable Object> attributes, Number low, Number high, Number step, boolean log) {
        attributes.put("low", low);
        attributes.put("high", high);
        attributes.put("step", step);
        attributes.put("log", log);
    }

    private static String floating(double low, double high, double step, boolean log) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("step", step == 0 ? null : step);
        attributes.put("low", low);
        attributes.put("high", high);
        attributes.put("log", log && step == 0);
        return named("FloatDistribution", attributes);
    }

    private static String integer(IntDistribution d) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("log", d.log() && d.step() == 1);
        attributes.put("step", d.step());
        attributes.put("low", d.low());
        attributes.put("high", d.high());
        return named("IntDistribution", attributes);
    }

    private static String normal(NormalDistribution d) {
        double high = Math.min(d.high(), Double.MAX_VALUE);
        if (d.integer()) {
            return integer(new IntDistribution((long) d.low(), (long) high, (long) d.step(), false));
        }
        if (d.step() > 0) {
            return floating(multiple(d.low(), d.step()), multiple(high, d.step()), d.step(), false);
        }
        return floating(d.low(), high, 0, d.log() && d.low() > 0);
    }

    /** The nearest multiple of a step in decimal arithmetic, which is the one that Optuna checks grids with. */
    private static double multiple(double value, double step) {
        BigDecimal width = BigDecimal.valueOf(step);
        BigDecimal count = BigDecimal.valueOf(value).divide(width, 0, RoundingMode.HALF_EVEN);
        return count.multiply(width).doubleValue();
    }

    private static String named(String name, Map<String, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("attributes", attributes);
        return JsonText.python(all);
    }
}
