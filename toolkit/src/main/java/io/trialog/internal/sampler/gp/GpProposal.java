package io.trialog.internal.sampler.gp;

import io.trialog.internal.numeric.Normal;
import io.trialog.internal.sampler.CubeAxis;
import io.trialog.internal.sampler.PointSequence;
import io.trialog.internal.sampler.Unconditional;
import io.trialog.internal.sampler.gp.AcquisitionSearch.Promise;
import io.trialog.space.SearchSpace;
import io.trialog.spi.RandomNumbers;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One ask of a model: the targets with the running trials, the search, and the check for duplicates. Used once. */
final class GpProposal {

    /** How many sets of values the running trials may get. */
    private static final int DRAWS = 32;

    /** How many points that failed are kept away from. */
    private static final int MOST_FAILED = 16;

    private static final int MOST_RUNNING = 64;

    /** How many trials of the front the search begins at. */
    private static final int FRONT_STARTS = 5;

    /** A finite space with at most so many points is looked through for one that was not tried. */
    private static final int FEW_POINTS = 4096;

    private final GpModel model;
    private final ToldTrials history;
    private final StudyView view;
    private final int trial;
    private final List<Surrogate> surrogates = new ArrayList<>();
    private final List<double[]> pending = new ArrayList<>();
    private final Acquisition acquisition;
    private final int running;

    /**
     * @param view the study as it stood
     * @param trial the trial that is asked for
     * @param draws where numbers for the running trials come from
     * @param first the number of the first of these points
     */
    GpProposal(
            GpModel model,
            ToldTrials history,
            FitCache fits,
            StudyView view,
            int trial,
            PointSequence draws,
            long first) {
        this.model = model;
        this.history = history;
        this.view = view;
        this.trial = trial;
        for (int j = 0; j < model.objectives().size(); j++) {
            surrogates.add(model.surrogate(j, fits));
        }
        this.running = addPending();
        List<Target> constraints = new ArrayList<>();
        model.constraints().forEach((name, series) -> {
            Surrogate limit = model.surrogate(name, series, fits);
            double[] y = series.standardized();
            constraints.add(new Target(
                    limit, limit.weights(y, y.length), y.length, series.scale().standardizedZero()));
        });
        int observations = surrogates.get(0).size();
        surrogates.forEach(surrogate -> pending.forEach(surrogate::append));
        this.acquisition = surrogates.size() == 1
                ? new Acquisition(objective(observations), constraints, normals(draws, first, pending.size()))
                : several(observations, constraints);
    }

    private Acquisition several(int observations, List<Target> constraints) {
        int[] reachable = model.reachable();
        if (reachable.length == 0) {
            return new Acquisition(null, constraints, normals((point, coordinate) -> 0.5, 0, 0));
        }
        List<Target> targets = new ArrayList<>();
        double[][] losses = new double[reachable.length][surrogates.size()];
        for (int j = 0; j < surrogates.size(); j++) {
            Series series = model.objectives().get(j);
            Scale scale = series.scale();
            double[] weights = surrogates.get(j).weights(series.standardized(), observations);
            targets.add(new Target(surrogates.get(j), weights, observations, 0));
            for (int i = 0; i < losses.length; i++) {
                losses[i][j] = -scale.standardized(series.value(reachable[i]));
            }
        }
        return new Acquisition(new FrontGain(targets, losses, running), constraints);
    }

    private @Nullable Target objective(int observations) {
        int best = model.best();
        if (best < 0) {
            return null;
        }
        Series series = model.objective();
        return new Target(
                surrogates.get(0),
                surrogates.get(0).weights(series.standardized(), observations),
                observations,
                series.scale().standardized(series.value(best)));
    }

    /** Takes the points of running trials, and of trials that failed; returns how many run. */
    private int addPending() {
        for (TrialRecord open : view.running()) {
            double[] point = open.number() == trial ? null : model.point(open);
            if (point != null && pending.size() < MOST_RUNNING) {
                pending.add(point);
            }
        }
        int count = pending.size();
        List<TrialRecord> failed = history.usesFailures() ? history.failed() : List.of();
        for (TrialRecord record : failed.subList(Math.max(0, failed.size() - MOST_FAILED), failed.size())) {
            double[] point = model.point(record);
            if (point != null) {
                pending.add(point);
            }
        }
        return count;
    }

    private static double[][] normals(PointSequence sequence, long first, int count) {
        double[][] normals = new double[count == 0 ? 1 : DRAWS][count];
        for (int s = 0; s < normals.length; s++) {
            for (int r = 0; r < count; r++) {
                normals[s][r] = Normal.quantile(sequence.coordinate(first + s, r) + 0x1p-33);
            }
        }
        return normals;
    }

    Acquisition acquisition() {
        return acquisition;
    }

    /** How many trials run at points that are known. */
    int running() {
        return running;
    }

    /**
     * What is proposed.
     *
     * @param values by parameter
     * @param isNew whether no trial has them
     */
    record Proposal(Map<String, @Nullable Object> values, boolean isNew) {}

    /** Searches the point that promises most and that no trial has. */
    Proposal propose(PointSequence sequence, long first, RandomNumbers numbers) {
        List<Promise> found = new AcquisitionSearch(acquisition, model.axes(), relevance())
                .search(sequence, first, known(numbers), surrogates.get(0).size(), numbers);
        Set<List<Double>> tried = tried();
        for (Promise promise : found) {
            if (!tried.contains(internals(promise.point()))) {
                return new Proposal(model.values(promise.point()), true);
            }
        }
        double[] left = untried(tried);
        return left == null
                ? new Proposal(model.values(found.get(0).point()), false)
                : new Proposal(model.values(left), true);
    }

    /** By coordinate, how fast the objective changes that changes fastest with it. */
    private double[] relevance() {
        double[] relevance = surrogates.get(0).hyperparameters().relevance().clone();
        for (Surrogate other : surrogates) {
            for (int d = 0; d < relevance.length; d++) {
                relevance[d] = Math.max(relevance[d], other.hyperparameters().relevance()[d]);
            }
        }
        return relevance;
    }

    /** Points to begin at: the best trial, or some of the front. */
    private List<double[]> known(RandomNumbers numbers) {
        Series series = model.objective();
        if (surrogates.size() == 1) {
            return List.of(series.point(Math.max(0, model.best())));
        }
        List<Integer> front = new ArrayList<>();
        for (int i : model.front()) {
            front.add(i);
        }
        List<double[]> known = new ArrayList<>();
        while (known.size() < FRONT_STARTS && !front.isEmpty()) {
            known.add(series.point(front.remove((int) (numbers.nextDouble() * front.size()))));
        }
        return known;
    }

    private List<Double> internals(double[] point) {
        List<Double> internals = new ArrayList<>(point.length);
        for (int d = 0; d < point.length; d++) {
            internals.add(model.axes().get(d).internal(point[d]));
        }
        return internals;
    }

    /** The values that trials have; none if trials have more parameters than the model: then equal ones are not duplicates. */
    private Set<List<Double>> tried() {
        Set<List<Double>> tried = new HashSet<>();
        if (hasMoreParameters()) {
            return tried;
        }
        for (int i = 0; i < model.objective().size(); i++) {
            tried.add(internals(model.objective().point(i)));
        }
        pending.forEach(point -> tried.add(internals(point)));
        return tried;
    }

    private boolean hasMoreParameters() {
        if (!view.settings().space().isEmpty()) {
            SearchSpace space = view.settings().space();
            return Unconditional.of(space).size() < space.parameters().size();
        }
        return history.trials().stream()
                .anyMatch(record -> record.shape().distributions().stream()
                                .filter(distribution -> !distribution.isSingle())
                                .count()
                        > model.axes().size());
    }

    /** The point of a small finite space that promises most among those that no trial has. */
    private double @Nullable [] untried(Set<List<Double>> tried) {
        long cells = 1;
        for (CubeAxis axis : model.axes()) {
            cells = axis.cells() == 0 || axis.cells() > FEW_POINTS ? FEW_POINTS + 1L : cells * axis.cells();
            if (cells > FEW_POINTS) {
                return null;
            }
        }
        double[] best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (long cell = 0; cell < cells; cell++) {
            double[] point = new double[model.axes().size()];
            long rest = cell;
            for (int d = 0; d < point.length; d++) {
                point[d] = model.axes().get(d).cell(rest % model.axes().get(d).cells());
                rest /= model.axes().get(d).cells();
            }
            if (!tried.contains(internals(point))) {
                double promise = acquisition.at(point);
                if (best == null || promise > most) {
                    best = point;
                    most = promise;
                }
            }
        }
        return best;
    }

    /** Forgets the running trials: the model is that of the observations again. */
    void close() {
        surrogates.forEach(surrogate -> surrogate.truncate(surrogate.size() - pending.size()));
    }
}
