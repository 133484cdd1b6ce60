package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.sampler.NumericAxis;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The numeric parameters that are drawn together, as coordinates of the unit cube: linear or logarithmic, with the half cells of
 * outer grid points inside. With margin, grids on a linear scale run from 0 to 1 without these half cells. Safe for use by several
 * threads.
 */
final class CmaesSpace {

    private final NavigableMap<String, Distribution> parameters;
    private final List<String> names;
    private final List<Distribution> distributions;
    private final NumericAxis[] axes;
    private final boolean[] isOnGrid;
    private final Form form;
    private volatile @Nullable Shape drawn;

    /**
     * @param parameters numeric parameters by name
     * @param wanted the form that the user wants
     */
    CmaesSpace(NavigableMap<String, Distribution> parameters, Form wanted) {
        this.parameters = parameters;
        this.names = List.copyOf(parameters.keySet());
        this.distributions = List.copyOf(parameters.values());
        this.axes = distributions.stream().map(NumericAxis::of).toArray(NumericAxis[]::new);
        this.isOnGrid = new boolean[axes.length];
        boolean hasGrid = false;
        for (NumericAxis axis : axes) {
            hasGrid |= isGrid(axis);
        }
        this.form = wanted.on(axes.length, hasGrid);
        for (int i = 0; i < axes.length; i++) {
            isOnGrid[i] = form == Form.MARGIN && isGrid(axes[i]);
        }
    }

    private static boolean isGrid(NumericAxis axis) {
        return axis.step() > 0 && !axis.log();
    }

    /** Whether a parameter can have a coordinate. */
    static boolean isNumeric(Distribution distribution) {
        return !(distribution instanceof CategoricalDistribution) && !distribution.isSingle();
    }

    NavigableMap<String, Distribution> parameters() {
        return parameters;
    }

    int size() {
        return axes.length;
    }

    String name(int i) {
        return names.get(i);
    }

    Form form() {
        return form;
    }

    /** Whether a coordinate lies on a grid whose points are told apart. */
    boolean isOnGrid(int i) {
        return isOnGrid[i];
    }

    /** The width of a grid's cells. */
    double cell(int i) {
        return axes[i].step() / (axes[i].high() - axes[i].low());
    }

    /** How many points a grid has. */
    double cells(int i) {
        return Math.rint((axes[i].high() - axes[i].low()) / axes[i].step()) + 1;
    }

    /** The number of the grid point next to a place; of two, the lower. */
    double nearest(int i, double place) {
        return Math.min(cells(i) - 1, Math.max(0, Math.ceil(place / cell(i) - 0.5)));
    }

    /** Whether a trial drew all these parameters from these distributions, none of them enqueued. */
    boolean isDrawn(TrialRecord trial) {
        return isOf(trial.shape())
                && (trial.fixed().isEmpty()
                        || names.stream().noneMatch(name -> trial.fixed().containsKey(name)));
    }

    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    private boolean isOf(Shape shape) {
        if (shape == drawn) {
            return true;
        }
        for (int i = 0; i < names.size(); i++) {
            int at = shape.indexOf(names.get(i));
            if (at < 0 || !distributions.get(i).equals(shape.distributions().get(at))) {
                return false;
            }
        }
        drawn = shape;
        return true;
    }

    /** The coordinates of a trial, whoever chose its values; {@code null} if a value is missing or out of its range. */
    double @Nullable [] coordinates(TrialRecord trial) {
        double[] point = new double[axes.length];
        for (int i = 0; i < point.length; i++) {
            double value = trial.internal(names.get(i));
            if (!(value >= axes[i].low() && value <= axes[i].high())) {
                return null;
            }
            point[i] = isOnGrid[i]
                    ? (value - axes[i].low()) / (axes[i].high() - axes[i].low())
                    : (axes[i].toScale(value) - axes[i].lower()) / axes[i].range();
        }
        return point;
    }

    /** The value at a coordinate, in external form. */
    @Nullable
    Object value(int i, double place) {
        double internal = isOnGrid[i]
                ? Math.min(axes[i].high(), axes[i].low() + nearest(i, place) * axes[i].step())
                : axes[i].toValue(axes[i].lower() + place * axes[i].range());
        return distributions.get(i).toExternal(internal);
    }

    /** The number at a coordinate, not rounded to a grid. */
    double number(int i, double place) {
        if (isOnGrid[i]) {
            return axes[i].low() + place * (axes[i].high() - axes[i].low());
        }
        double onScale = axes[i].lower() + place * axes[i].range();
        return axes[i].log() ? StrictMath.exp(onScale) : onScale;
    }
}
