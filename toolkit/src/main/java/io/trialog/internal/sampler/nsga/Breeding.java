package io.trialog.internal.sampler.nsga;

import io.trialog.internal.sampler.CubeAxis;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.spi.RandomNumbers;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one child. Numbers are crossed and mutated on their scale, choices come from one of the parents or are drawn anew. A parameter
 * that only one parent has comes from that one; one that neither has is drawn. Used once.
 */
final class Breeding {

    /** More often than this, parameters are never mutated, so that one parameter alone still inherits. */
    private static final double MOST_MUTATIONS = 0.5;

    private final NsgaOptions options;
    private final IndependentDraw draw;
    private final StudyView view;
    private final int trial;
    private final TrialRecord first;
    private final TrialRecord second;
    private final double boldness;
    private final Map<String, String> sources = new LinkedHashMap<>();

    /**
     * @param boldness from 0 to 1, how far and how often the child is mutated beyond what is usual
     * @param second the other parent; the first one again for a child that is not crossed
     */
    Breeding(
            NsgaOptions options,
            IndependentDraw draw,
            StudyView view,
            int trial,
            double boldness,
            TrialRecord first,
            TrialRecord second) {
        this.options = options;
        this.draw = draw;
        this.view = view;
        this.trial = trial;
        this.boldness = boldness;
        this.first = first;
        this.second = second;
    }

    /** Values of the parameters that are active, in external form; parents of conditions stand first. */
    Map<String, @Nullable Object> child(List<Parameter> parameters, RandomNumbers numbers) {
        long several = parameters.stream()
                .filter(parameter -> !parameter.distribution().isSingle())
                .count();
        double chance = Math.max(mutation(several), boldness * MOST_MUTATIONS);
        Map<String, @Nullable Object> child = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Condition when = parameter.when();
            if (when == null || when.holds(child)) {
                child.put(parameter.name(), value(parameter.name(), parameter.distribution(), chance, numbers));
            }
        }
        return child;
    }

    /** How often each of so many parameters is mutated. */
    static double mutation(long parameters) {
        return Math.min(MOST_MUTATIONS, 1.0 / Math.max(1, parameters));
    }

    /** The value of one parameter, in external form. */
    @Nullable
    Object value(String name, Distribution distribution, double chance, RandomNumbers numbers) {
        Double mine = internal(first, name, distribution);
        Double others = internal(second, name, distribution);
        Double either = mine == null ? others : mine;
        if (distribution.isSingle() || either == null) {
            return draw.draw(view, trial, name, distribution);
        }
        double a = either;
        double b = others == null ? a : others;
        CubeAxis axis = new CubeAxis(name, distribution);
        return distribution.toExternal(
                axis.isCategorical() ? choice(axis, a, b, chance, numbers) : number(axis, a, b, chance, numbers));
    }

    /** The value of a parent if the parameter may still have it. */
    private static @Nullable Double internal(TrialRecord parent, String name, Distribution distribution) {
        int place = parent.shape().indexOf(name);
        if (place < 0
                || !distribution.isCompatibleWith(parent.shape().distributions().get(place))) {
            return null;
        }
        return parent.internals()[place];
    }

    private double choice(CubeAxis axis, double a, double b, double chance, RandomNumbers numbers) {
        if (numbers.nextDouble() < chance) {
            sources.put(axis.name(), "mutated: drawn anew");
            return axis.spread(numbers.nextDouble());
        }
        boolean isFirst = numbers.nextDouble() < 0.5;
        sources.put(axis.name(), "from trial " + (isFirst ? first : second).number());
        return isFirst ? a : b;
    }

    private double number(CubeAxis axis, double a, double b, double chance, RandomNumbers numbers) {
        double from = inside(axis.coordinate(a));
        double to = inside(axis.coordinate(b));
        double crossed = options.crossover().cross(from, to, numbers, options.crossoverIndex());
        boolean isMutated = numbers.nextDouble() < chance;
        sources.put(axis.name(), source(from, to, crossed) + (isMutated ? ", then mutated" : ""));
        if (isMutated) {
            return axis.internal(
                    Variation.mutated(crossed, numbers.nextDouble(), (1 - boldness) * options.mutationIndex()));
        } else if (crossed == from || crossed == to) {
            return inRange(axis, crossed == from ? a : b);
        }
        return axis.internal(crossed);
    }

    private static double inside(double coordinate) {
        return Math.min(1, Math.max(0, coordinate));
    }

    /** A parent's value as it is, without a detour over its coordinate, unless the range has changed. */
    private static double inRange(CubeAxis axis, double internal) {
        return axis.distribution().contains(axis.distribution().toExternal(internal))
                ? internal
                : axis.internal(inside(axis.coordinate(internal)));
    }

    private String source(double from, double to, double crossed) {
        if (crossed == from || crossed == to) {
            return "from trial " + (crossed == from ? first : second).number();
        }
        return "crossed from trials " + first.number() + " and " + second.number();
    }

    TrialRecord first() {
        return first;
    }

    TrialRecord second() {
        return second;
    }

    /** Where the values came from, by parameter, in words. */
    Map<String, String> sources() {
        return sources;
    }

    /** The code of a point, see {@link TriedPoints}. */
    static long code(List<Parameter> parameters, Map<String, @Nullable Object> values) {
        List<String> names = new ArrayList<>(values.keySet());
        double[] internals = new double[names.size()];
        int i = 0;
        for (Parameter parameter : parameters) {
            if (values.containsKey(parameter.name())) {
                internals[i++] = parameter.distribution().toInternal(values.get(parameter.name()));
            }
        }
        return TriedPoints.code(names, internals);
    }
}
