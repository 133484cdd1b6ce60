package io.trialog.internal.config;

import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.math.BigDecimal;

/** Reads {@code q}: the values are multiples of it, as round(X / q) * q gives them, and integers if it is one, as with W&amp;B. */
final class Quantization {

    private static final String EXPONENTS = "q_log_uniform";

    private final Fields fields;
    private final String name;
    private final Notes notes;
    private final Number q;
    private final boolean isExponent;

    Quantization(Fields fields, String name, Notes notes) {
        this.fields = fields;
        this.name = name;
        this.notes = notes;
        this.isExponent = EXPONENTS.equals(fields.text("distribution"));
        this.q = fields.has("q") ? number("q") : standard();
        if (!(q.doubleValue() > 0)) {
            throw YamlValues.wrong(fields.need("q"), fields.name("q"), "positive");
        }
    }

    /** It is the integer 1, as with W&amp;B, unless a bound is written as a real number. Exponents are neither. */
    private Number standard() {
        boolean isReal = !isExponent && (number("min") instanceof Double || number("max") instanceof Double);
        return isReal ? (Number) 1.0 : (Number) 1L;
    }

    private Number number(String key) {
        return YamlValues.number(fields.need(key), fields.name(key), notes);
    }

    /** Whether the values are integers and were real numbers in version 0.1. */
    boolean onceReal() {
        return !fields.has("q") && q instanceof Long;
    }

    /** The multiples between two bounds, each rounded to one. */
    Distribution of(double min, double max, boolean log) {
        double least = multiples(min);
        if (log && least == 0) {
            least = 1;
            notes.add(
                    fields.place("distribution"),
                    name + ": 0 can't stand on a logarithmic scale, so the smallest value is q = " + q + ".");
        }
        double most = multiples(max);
        if (!(Math.max(Math.abs(least), Math.abs(most)) <= IntDistribution.LIMIT)) {
            throw new IllegalArgumentException("The bounds (" + min + ", " + max + ") must be within 2^53 times q.");
        }
        checkBounds(min, max, least, most);
        return q instanceof Long step
                ? new IntDistribution(((long) least) * step, ((long) most) * step, step, log)
                : new FloatDistribution(times(least), times(most), q.doubleValue(), log);
    }

    private void checkBounds(double min, double max, double least, double most) {
        String rule = "There must be a multiple of q = " + q + " between " + min + " and " + max
                + ", but there is none.\nMaybe a smaller q.";
        if (most < least) {
            throw new IllegalArgumentException(rule);
        }
        boolean isBelow = times(least) < min;
        boolean isAbove = times(most) > max;
        if (most - least < 2 && (isBelow || times(least) > max) && (isAbove || times(most) < min)) {
            notes.object(fields.place(), "The parameter '" + name + "' can't be: " + rule);
        } else if (!isExponent && (isBelow || isAbove)) {
            notes.add(
                    fields.place("distribution"),
                    name + ": the values are multiples of q = " + q + " from " + times(least) + " to " + times(most)
                            + ", since W&B rounds the bounds.");
        }
    }

    private double multiples(double value) {
        return StrictMath.rint(value / q.doubleValue());
    }

    private double times(double multiples) {
        return BigDecimal.valueOf(q.doubleValue())
                .multiply(BigDecimal.valueOf((long) multiples))
                .doubleValue();
    }
}
