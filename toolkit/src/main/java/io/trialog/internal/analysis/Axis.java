package io.trialog.internal.analysis;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One axis of a plot. A value has a <em>place</em> on it: the number itself, its decimal logarithm, or the index of its
 * category.
 *
 * @param name what is measured
 * @param scale how values become places
 * @param whole whether all values are integers
 * @param low the smallest place that occurs
 * @param high the largest place that occurs
 * @param categories the texts of the categories, in their order; empty for numbers
 */
public record Axis(String name, Scale scale, boolean whole, double low, double high, List<String> categories) {

    /** How values become places. */
    public enum Scale {
        LINEAR,
        LOGARITHMIC,
        CATEGORICAL
    }

    private static final double PADDING = 0.04;

    /** A range narrower than this part of its values is within the errors of their last digits. */
    private static final double NARROWEST = 1e-12;

    public Axis {
        categories = List.copyOf(categories);
    }

    /** The axis of plain numbers; those that can't be drawn are left out of its range. */
    public static Axis ofNumbers(String name, boolean whole, double... values) {
        return spanning(name, Scale.LINEAR, whole, values);
    }

    private static Axis spanning(String name, Scale scale, boolean whole, double... places) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double place : places) {
            if (TrialChoice.isDrawable(place)) {
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
        }
        return low <= high
                ? new Axis(name, scale, whole, low, high, List.of())
                : new Axis(name, scale, whole, 0, 1, List.of());
    }

    /** The axis of a parameter that at least one of the trials has, as wide as its values. */
    public static Axis ofParameter(String name, Collection<TrialRecord> trials) {
        List<Distribution> distributions = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (TrialRecord trial : trials) {
            Distribution distribution = trial.distribution(name);
            if (distribution != null) {
                distributions.add(distribution);
                values.add(trial.internal(name));
            }
        }
        if (distributions.isEmpty()) {
            throw new IllegalArgumentException("No trial has a parameter '" + name + "'.");
        }
        Distribution first = distributions.get(0);
        if (first instanceof CategoricalDistribution categorical) {
            List<String> texts = categorical.choices().stream().map(Axis::text).toList();
            return new Axis(name, Scale.CATEGORICAL, true, 0, texts.size() - 1.0, texts);
        }
        boolean log = isLog(first) && values.stream().allMatch(value -> value > 0);
        Scale scale = log ? Scale.LOGARITHMIC : Scale.LINEAR;
        double[] places = values.stream()
                .mapToDouble(value -> log ? StrictMath.log10(value) : value)
                .toArray();
        return spanning(name, scale, isWhole(first), places);
    }

    /** The axes of all parameters of these trials that are not fixed, by name in the order in which they occur. */
    static Map<String, Axis> ofParameters(List<TrialRecord> trials) {
        Map<String, Axis> axes = new LinkedHashMap<>();
        for (String name : TrialChoice.names(trials)) {
            if (!isFixed(name, trials)) {
                axes.put(name, ofParameter(name, trials));
            }
        }
        return axes;
    }

    private static boolean isFixed(String name, List<TrialRecord> trials) {
        double only = Double.NaN;
        for (TrialRecord trial : trials) {
            Distribution distribution = trial.distribution(name);
            if (distribution != null) {
                double value = trial.internal(name);
                if (!distribution.isSingle() || !Double.isNaN(only) && only != value) {
                    return false;
                }
                only = value;
            }
        }
        return true;
    }

    private static String text(Object choice) {
        return choice instanceof Double number ? NumberText.brief(number) : String.valueOf(choice);
    }

    private static boolean isLog(Distribution distribution) {
        return distribution instanceof FloatDistribution f && f.log()
                || distribution instanceof IntDistribution i && i.log()
                || distribution instanceof NormalDistribution n && n.log();
    }

    private static boolean isWhole(Distribution distribution) {
        return distribution instanceof IntDistribution || distribution instanceof NormalDistribution n && n.integer();
    }

    /** Where a value in internal form stands; NaN for none. */
    public double place(double internal) {
        return scale == Scale.LOGARITHMIC ? StrictMath.log10(internal) : internal;
    }

    /** The value at a place, as a person reads it. */
    public String text(double place) {
        if (Double.isNaN(place)) {
            return "";
        }
        if (scale == Scale.CATEGORICAL) {
            int index = (int) Math.rint(place);
            return index >= 0 && index < categories.size() ? categories.get(index) : "";
        }
        double value = scale == Scale.LOGARITHMIC ? StrictMath.pow(10, place) : place;
        return whole ? NumberText.brief(Math.rint(value)) : NumberText.of(value);
    }

    /** Where the axis begins: a little before the first value. */
    public double from() {
        return low - margin();
    }

    /** Where the axis ends: a little after the last value. */
    public double to() {
        return high + margin();
    }

    private double margin() {
        if (scale == Scale.CATEGORICAL) {
            return 0.5;
        }
        double width = high - low;
        double least = Math.max(Math.abs(low), Math.abs(high)) * NARROWEST;
        if (width > least) {
            return width * PADDING;
        }
        return scale == Scale.LOGARITHMIC || low == 0 || whole ? 0.5 : Math.abs(low) * 0.1;
    }

    /** The place where something is drawn: what lies beyond the ends of the axis is drawn just within its edge. */
    public double inside(double place) {
        double edge = 0.015 * (to() - from());
        return Math.max(from() + edge, Math.min(to() - edge, place));
    }

    /** How far along the axis a place is: 0 at its beginning, 1 at its end. */
    public double fraction(double place) {
        return (place - from()) / (to() - from());
    }
}
