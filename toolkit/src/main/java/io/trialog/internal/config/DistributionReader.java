package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.PythonText;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Nearest;
import io.trialog.space.NormalDistribution;
import java.util.List;

/** Reads the distribution of one parameter, in Trialog's and in W&amp;B's words. */
final class DistributionReader {

    private static final List<String> UNSUPPORTED = List.of("beta", "q_beta");

    private final Fields fields;
    private final String name;
    private final Notes notes;
    private boolean onceReal;

    private DistributionReader(Fields fields, String name, Notes notes) {
        this.fields = fields;
        this.name = name;
        this.notes = notes;
    }

    /**
     * What a parameter can be.
     *
     * @param distribution its values
     * @param onceReal whether they are integers and were real numbers in version 0.1
     */
    record Read(Distribution distribution, boolean onceReal) {}

    /** The distribution that {@code fields}, the map of the parameter {@code name}, describes. */
    static Read read(Fields fields, String name, Notes notes) {
        DistributionReader reader = new DistributionReader(fields, name, notes);
        String kind = reader.kind();
        reader.checkKeys(kind);
        try {
            Distribution distribution = reader.distribution(kind);
            reader.checkRange(distribution);
            return new Read(distribution, reader.onceReal);
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(
                    fields.place() + ": The parameter '" + name + "' can't be: " + e.getMessage(), e);
        }
    }

    /** Nobody can draw from a range whose length, or one of whose bounds, is no finite number. */
    private void checkRange(Distribution distribution) {
        boolean isEndless = distribution instanceof FloatDistribution range
                        && !range.log()
                        && !Double.isFinite(range.high() - range.low())
                || distribution instanceof NormalDistribution normal && !Double.isFinite(normal.high() - normal.low());
        if (isEndless) {
            notes.object(
                    fields.place(),
                    "The values of '" + name + "' must lie between finite bounds that are a finite number apart, but do"
                            + " not.\nMaybe bounds that are closer, or log: true.");
        }
    }

    private String kind() {
        String written = fields.text("distribution");
        if (written == null) {
            return implied();
        }
        if (UNSUPPORTED.contains(written)) {
            throw StudyFileException.at(
                    fields.place("distribution"),
                    "The distribution '" + written + "' of '" + name + "' is not supported.\nMaybe uniform or normal.");
        }
        if (DistributionRule.of(written) == null) {
            throw StudyFileException.at(
                    fields.place("distribution"),
                    "Unknown distribution '" + written + "' of '" + name + "'; known are "
                            + String.join(", ", DistributionRule.names()) + "."
                            + Nearest.maybe(written, DistributionRule.names()));
        }
        return written;
    }

    private String implied() {
        if (fields.keys().contains("value")) {
            return "constant";
        }
        if (fields.has("values")) {
            return "categorical";
        }
        if (!fields.has("min") && !fields.has("max")) {
            throw StudyFileException.at(
                    fields.place(),
                    "The parameter '" + name + "' has no values: it needs 'values', 'value', or 'min' and 'max'."
                            + "\nMaybe {min: 0.0, max: 1.0}.");
        }
        boolean whole = number("min") instanceof Long
                && number("max") instanceof Long
                && (!fields.has("step") || number("step") instanceof Long);
        return whole ? "int_uniform" : "uniform";
    }

    private void checkKeys(String kind) {
        DistributionRule rule = DistributionRule.of(kind);
        if (rule == null) {
            throw new IllegalStateException(kind);
        }
        for (String key : fields.keys()) {
            boolean general = key.equals("distribution") || key.equals("when");
            if (!general && fields.raw(key) != null && !rule.takes(key)) {
                throw StudyFileException.at(
                        fields.place(key),
                        "'" + fields.name(key) + "' has no meaning for the distribution '" + kind + "', which takes "
                                + rule.keys() + ".");
            }
        }
        for (String key : rule.required()) {
            if (!fields.keys().contains(key)) {
                throw StudyFileException.at(
                        fields.place(),
                        "'" + fields.name(key) + "' is missing: the distribution '" + kind + "' needs "
                                + String.join(" and ", rule.required()) + ".");
            }
        }
    }

    private Distribution distribution(String kind) {
        return switch (kind) {
            case "constant", "categorical", "categorical_w_probabilities" -> new ChoiceReader(fields, notes).read();
            case "int_uniform" -> integers();
            case "uniform" -> reals();
            case "log_uniform" -> exponents(real("min"), real("max"));
            case "inv_log_uniform" -> exponents(-real("max"), -real("min"));
            case "log_uniform_values", "inv_log_uniform_values" ->
                new FloatDistribution(real("min"), real("max"), 0, true);
            case "q_uniform" -> quantized(real("min"), real("max"), false);
            case "q_log_uniform" -> quantized(StrictMath.exp(real("min")), StrictMath.exp(real("max")), true);
            case "q_log_uniform_values" -> quantized(real("min"), real("max"), true);
            default -> normal(kind);
        };
    }

    private IntDistribution integers() {
        long low = YamlValues.integer(fields.need("min"), fields.name("min"), Long.MIN_VALUE);
        long high = YamlValues.integer(fields.need("max"), fields.name("max"), Long.MIN_VALUE);
        long step = fields.has("step") ? YamlValues.integer(fields.need("step"), fields.name("step"), 1) : 1;
        if (low == 0 && high == 1 && !fields.has("distribution")) {
            notes.add(
                    fields.place("min"),
                    name + ": min 0 and max 1 are integers, so the values are 0 and 1; real numbers are written 0.0 and"
                            + " 1.0.");
        }
        number("min");
        number("max");
        IntDistribution distribution = new IntDistribution(low, high, step, flag("log"));
        noteEnd(high, distribution.high(), low, step);
        return distribution;
    }

    private FloatDistribution reals() {
        double low = real("min");
        double high = real("max");
        double step = fields.has("step") ? real("step") : 0;
        if (fields.has("step") && step == 0) {
            notes.object(
                    fields.place("step"),
                    "'" + fields.name("step") + "' must be positive, but is " + number("step")
                            + ".\nMaybe leave it out: then every number from min to max is possible.");
        }
        FloatDistribution distribution = new FloatDistribution(low, high, step, flag("log"));
        if (step > 0) {
            noteEnd(high, distribution.high(), low, step);
        }
        return distribution;
    }

    /** Says so where no step ends at the bound that the file names. */
    private void noteEnd(Number asked, Number last, Number first, Number step) {
        if (last.equals(first) && !asked.equals(first)) {
            notes.add(
                    fields.place("step"),
                    name + ": the step " + step + " is wider than the range, so that " + first + " is the only value.");
        } else if (!asked.equals(last)) {
            notes.add(
                    fields.place("max"),
                    name + ": the max " + asked + " can't be reached from " + first + " in steps of " + step
                            + ", so that the largest value is " + last + ".");
        }
    }

    private FloatDistribution exponents(double min, double max) {
        FloatDistribution distribution = new FloatDistribution(StrictMath.exp(min), StrictMath.exp(max), 0, true);
        boolean likelyMistake = fields.text("distribution") != null && min > 0 && max <= 1;
        notes.add(
                fields.place("distribution"),
                name + ": min and max are exponents of e here, so the values lie between "
                        + PythonText.repr(distribution.low()) + " and " + PythonText.repr(distribution.high())
                        + (likelyMistake ? "; maybe log_uniform_values was meant." : "."));
        return distribution;
    }

    /** Multiples of q, as round(X / q) * q gives them: integers if q is one, as with W&amp;B. */
    private Distribution quantized(double min, double max, boolean log) {
        Quantization quantization = new Quantization(fields, name, notes);
        onceReal = quantization.onceReal();
        return quantization.of(min, max, log);
    }

    private NormalDistribution normal(String kind) {
        double mu = fields.has("mu") ? real("mu") : 0;
        double sigma = fields.has("sigma") ? real("sigma") : 1;
        boolean log = kind.endsWith("log_normal");
        if (!kind.startsWith("q_")) {
            return new NormalDistribution(mu, sigma, 0, log);
        }
        if (fields.has("q")) {
            Number q = number("q");
            return new NormalDistribution(mu, sigma, q.doubleValue(), log, q instanceof Long);
        }
        double reach = Math.abs(mu) + NormalDistribution.CUT_OFF * sigma;
        onceReal = (log ? StrictMath.exp(reach) : reach) + 1 <= IntDistribution.LIMIT;
        return new NormalDistribution(mu, sigma, 1, log, onceReal);
    }

    private Number number(String key) {
        return YamlValues.number(fields.need(key), fields.name(key), notes);
    }

    private double real(String key) {
        return number(key).doubleValue();
    }

    private boolean flag(String key) {
        return fields.has(key) && YamlValues.flag(fields.need(key), fields.name(key));
    }
}
