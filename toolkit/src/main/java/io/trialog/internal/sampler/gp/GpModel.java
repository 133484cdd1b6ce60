package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.pareto.NonDominated;
import io.trialog.internal.sampler.CubeAxis;
import io.trialog.internal.sampler.Violations;
import io.trialog.space.Distribution;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The models of each objective and of each constraint over some parameters. Follows trials incrementally. Not safe for use by
 * several threads.
 */
final class GpModel {

    private static final String OBJECTIVE = "objective";
    private static final String SUCCESS = "success";
    private static final String CONSTRAINT = "constraint:";

    private final List<CubeAxis> axes = new ArrayList<>();
    private final NavigableMap<String, Distribution> parameters;
    private final Matern kernel;
    private final GpOptions options;
    private final List<Series> objectives = new ArrayList<>();
    /** By constraint, how far it is kept; by success, 1 for a trial that has a value and -1 for one that failed. */
    private final NavigableMap<String, Series> constraints = new TreeMap<>();

    private final Series success;
    private final Violations violations = new Violations();
    private final List<TrialRecord> trials = new ArrayList<>();
    private final IdentityHashMap<Shape, int[]> placesByShape = new IdentityHashMap<>();
    private boolean hasFailed;
    private int seen;

    GpModel(NavigableMap<String, Distribution> parameters, GpOptions options, int count) {
        this.parameters = new TreeMap<>(parameters);
        this.options = options;
        parameters.forEach((name, distribution) -> axes.add(new CubeAxis(name, distribution)));
        boolean[] categorical = new boolean[axes.size()];
        for (int d = 0; d < categorical.length; d++) {
            categorical[d] = axes.get(d).isCategorical();
        }
        this.kernel = new Matern(categorical);
        for (int j = 0; j < count; j++) {
            objectives.add(new Series(kernel, axes.size(), options.deterministic(), true));
        }
        this.success = new Series(kernel, axes.size(), false, false);
    }

    boolean isOf(NavigableMap<String, Distribution> others) {
        return parameters.equals(others);
    }

    List<CubeAxis> axes() {
        return axes;
    }

    /** The first objective. */
    Series objective() {
        return objectives.get(0);
    }

    List<Series> objectives() {
        return objectives;
    }

    Map<String, Series> constraints() {
        return constraints;
    }

    /** The trial that is the i-th observation of the objective. */
    TrialRecord trial(int i) {
        return trials.get(i);
    }

    void follow(ToldTrials history) {
        for (; seen < history.all().size(); seen++) {
            TrialRecord trial = history.all().get(seen);
            double[] point = point(trial);
            if (point != null) {
                add(trial, point, history);
            }
        }
        if (hasFailed && history.usesFailures()) {
            constraints.put(SUCCESS, success);
        } else {
            constraints.remove(SUCCESS);
        }
    }

    private void add(TrialRecord trial, double[] point, ToldTrials history) {
        boolean failed = trial.state() == TrialState.FAIL;
        success.add(point, failed ? -1 : 1);
        hasFailed |= failed;
        if (failed || trial.values().size() < objectives.size()) {
            return;
        }
        trials.add(trial);
        for (int j = 0; j < objectives.size(); j++) {
            objectives.get(j).add(point, history.value(trial, j));
        }
        violations.add(trial);
        trial.constraints().forEach((name, value) -> addConstraint(name, value, point));
        if (options.rule() > 1) {
            addMissing(trial, point);
        }
    }

    private void addConstraint(String name, double value, double[] point) {
        if (!Double.isNaN(value)) {
            constraints
                    .computeIfAbsent(
                            CONSTRAINT.concat(name),
                            unused -> new Series(kernel, axes.size(), options.deterministic(), false))
                    .add(point, -value);
        }
    }

    /** A constraint without a value counts as badly violated as the worst so far; if none was violated, it teaches nothing. */
    private void addMissing(TrialRecord trial, double[] point) {
        for (String name : violations.names()) {
            double worst = violations.of(trial, name);
            if (Double.isNaN(trial.constraints().getOrDefault(name, Double.NaN)) && worst > Double.MIN_VALUE) {
                addConstraint(name, worst, point);
            }
        }
    }

    /** The point of a trial; {@code null} if it lacks a parameter, or has one of another kind. */
    double @Nullable [] point(TrialRecord trial) {
        int[] places = placesByShape.computeIfAbsent(trial.shape(), this::places);
        if (places.length < axes.size()) {
            return null;
        }
        double[] point = new double[axes.size()];
        for (int d = 0; d < point.length; d++) {
            point[d] = axes.get(d).coordinate(trial.internals()[places[d]]);
            if (!Double.isFinite(point[d])) {
                return null;
            }
        }
        return point;
    }

    /** Where the parameters stand in a shape; fewer places if they do not. */
    private int[] places(Shape shape) {
        int[] places = new int[axes.size()];
        for (int d = 0; d < places.length; d++) {
            places[d] = shape.indexOf(axes.get(d).name());
            if (places[d] < 0
                    || !axes.get(d)
                            .distribution()
                            .isCompatibleWith(shape.distributions().get(places[d]))) {
                return Arrays.copyOf(places, d);
            }
        }
        return places;
    }

    /** Brings the model of the objective up to date. */
    Surrogate surrogate(FitCache fits) {
        return surrogate(0, fits);
    }

    /** Brings the model of one of the objectives up to date. */
    Surrogate surrogate(int j, FitCache fits) {
        return surrogate(j == 0 ? OBJECTIVE : OBJECTIVE + j, objectives.get(j), fits);
    }

    /** Brings the model of one target up to date. */
    Surrogate surrogate(String name, Series series, FitCache fits) {
        return series.follow(fit -> (IntFunction<Hyperparameters>) count -> fits.get(parameters, name, count, fit));
    }

    /** Whether an observation can be compared with: COMPLETE, feasible, and within the ranges. */
    boolean isReachable(int i) {
        TrialRecord trial = trials.get(i);
        if (trial.state() != TrialState.COMPLETE || isInfeasible(trial)) {
            return false;
        }
        double[] point = objective().point(i);
        for (int d = 0; d < point.length; d++) {
            if (!axes.get(d).isCategorical() && !(point[d] >= -1e-9 && point[d] <= 1 + 1e-9)) {
                return false;
            }
        }
        return true;
    }

    private boolean isInfeasible(TrialRecord trial) {
        return options.rule() > 1 ? violations.of(trial) > 0 : trial.violation() > 0;
    }

    /** The observations that can be compared with, in order. */
    int[] reachable() {
        return IntStream.range(0, trials.size()).filter(this::isReachable).toArray();
    }

    /** The observations that can be compared with and that no other one dominates, in order. */
    int[] front() {
        int[] reachable = reachable();
        double[][] losses = new double[reachable.length][objectives.size()];
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < objectives.size(); j++) {
                losses[i][j] = -objectives.get(j).value(reachable[i]);
            }
        }
        return Arrays.stream(NonDominated.front(losses)).map(i -> reachable[i]).toArray();
    }

    /** The best observation that can be compared with, or -1; of equal ones, the first. */
    int best() {
        int best = -1;
        for (int i = 0; i < objective().size(); i++) {
            if (isReachable(i)
                    && (best < 0 || objective().value(i) > objective().value(best))) {
                best = i;
            }
        }
        return best;
    }

    /** The values at a point, in external form. */
    Map<String, @Nullable Object> values(double[] point) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int d = 0; d < point.length; d++) {
            CubeAxis axis = axes.get(d);
            values.put(axis.name(), axis.distribution().toExternal(axis.internal(point[d])));
        }
        return values;
    }
}
