package io.trialog.internal.paint;

import io.trialog.internal.analysis.Axis;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an axis is marked: at round numbers, at few of them, and with texts as short as they can be. */
public final class Ticks {

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final double[][] MANTISSAS = {{1, 2, 5}, {1, 3}, {1}};

    /** So many digits {@link NumberText#brief} shows of a number that is very large or very small. */
    private static final int BRIEF = 4;

    /** So many digits a double holds. */
    private static final int EXACT = 15;

    /** Numbers from here on are never written out. */
    private static final double WIDEST = 1e13;

    private Ticks() {}

    /**
     * One mark.
     *
     * @param place where it stands on the axis
     * @param text what stands beside it
     */
    public record Tick(double place, String text) {}

    /** At most {@code most} marks of an axis (two, if fewer are allowed). */
    public static List<Tick> of(Axis axis, int most) {
        int limit = Math.max(2, most);
        return switch (axis.scale()) {
            case CATEGORICAL -> categories(axis, limit);
            case LOGARITHMIC -> logarithmic(axis, limit);
            case LINEAR -> linear(first(axis), axis.to(), axis.whole(), limit);
        };
    }

    private static List<Tick> categories(Axis axis, int most) {
        int count = axis.categories().size();
        int stride = Math.max(1, (count + most - 1) / most);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < count; i += stride) {
            ticks.add(new Tick(i, axis.categories().get(i)));
        }
        return ticks;
    }

    /** Numbers of trials and steps begin at 0, and so do their marks. */
    private static double first(Axis axis) {
        boolean counts = axis.whole() && axis.low() > -1;
        return counts ? Math.max(0, axis.from()) : axis.from();
    }

    private static List<Tick> linear(double from, double to, boolean whole, int most) {
        double step = step(to - from, whole, most);
        List<Tick> ticks = new ArrayList<>();
        for (double k = Math.ceil(from / step); k * step <= to && ticks.size() <= most; k++) {
            double value = k * step;
            ticks.add(new Tick(value, text(value, step)));
        }
        return ticks;
    }

    private static double step(double span, boolean whole, int most) {
        double least = span / most;
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            double candidate = step * decade;
            boolean allowed = !whole || candidate >= 1 && candidate == Math.rint(candidate);
            if (candidate >= least && allowed) {
                return candidate;
            }
        }
        return Math.max(10 * decade, whole ? 1 : 0);
    }

    /** As many digits as tell neighbors apart. */
    private static String text(double value, double step) {
        if (Math.abs(value) < step / 2) {
            return "0";
        }
        double size = Math.max(Math.abs(value), step);
        // One digit more than the step's first: a step may be 2.5 of its unit.
        int figures = (int) Math.ceil(Math.log10(size / step) - 1e-9) + 2;
        if (size < 1e-3 || size >= WIDEST || size >= 1e6 && figures <= BRIEF) {
            return figures <= BRIEF ? NumberText.brief(value) : NumberText.brief(value, Math.min(EXACT, figures));
        }
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        double tenths = step * Math.pow(10, digits);
        boolean exact = Math.abs(tenths - Math.rint(tenths)) < 1e-9;
        return String.format(Locale.ROOT, "%." + Math.min(EXACT, exact ? digits : digits + 1) + "f", value);
    }

    private static List<Tick> logarithmic(Axis axis, int most) {
        double from = axis.from();
        double to = axis.to();
        if (to - from < 1) {
            return withinDecade(axis, most);
        }
        for (double[] mantissas : MANTISSAS) {
            List<Tick> ticks = decades(from, to, 1, mantissas);
            if (ticks.size() <= most) {
                return ticks;
            }
        }
        int stride = (int) Math.ceil((to - from) / most);
        return decades(from, to, stride, new double[] {1});
    }

    /** Round numbers, without those that come too near to the one before. */
    private static List<Tick> withinDecade(Axis axis, int most) {
        double from = axis.from();
        double to = axis.to();
        List<Tick> ticks = new ArrayList<>();
        double next = from;
        for (Tick tick : linear(Math.pow(10, from), Math.pow(10, to), axis.whole(), most)) {
            double place = tick.place() > 0 ? Math.log10(tick.place()) : Double.NEGATIVE_INFINITY;
            if (place >= next) {
                ticks.add(new Tick(place, tick.text()));
                next = place + 1.1 * (to - from) / most;
            }
        }
        return ticks;
    }

    private static List<Tick> decades(double from, double to, int stride, double[] mantissas) {
        List<Tick> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(from); decade <= to; decade++) {
            for (double mantissa : mantissas) {
                double place = decade + Math.log10(mantissa);
                if (Math.floorMod(decade, stride) == 0 && place >= from && place <= to) {
                    ticks.add(new Tick(place, NumberText.brief(mantissa * Math.pow(10, decade))));
                }
            }
        }
        return ticks;
    }
}
