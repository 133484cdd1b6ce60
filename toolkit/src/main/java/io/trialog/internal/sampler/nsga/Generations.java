package io.trialog.internal.sampler.nsga;

import io.trialog.internal.numeric.pareto.Losses;
import io.trialog.internal.numeric.pareto.NonDominated;
import io.trialog.internal.sampler.JointSpace;
import io.trialog.internal.sampler.Violations;
import io.trialog.spi.RandomSource;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The generations of a study. COMPLETE trials join the current one in the order in which they are told, whatever proposed them; as soon
 * as there is a population of them, the next generation begins, and the best of them and of their own parents are its parents.
 *
 * <p>Follows the views of one lineage; what it holds after {@link #follow} depends on the view alone. Not safe for use by several
 * threads.
 */
final class Generations {

    private final NsgaOptions options;
    private final Survival survival;
    private final RandomSource random;
    private final List<TrialRecord> joined = new ArrayList<>();
    private final Violations violations = new Violations();
    private final TriedPoints tried = new TriedPoints();
    private final JointSpace space = new JointSpace();
    private List<Individual> parents = List.of();
    private List<Direction> directions = List.of();
    private int[] voided = new int[0];
    private int generation;
    private int seen;
    private long newestMemo = -1;

    Generations(NsgaOptions options, Survival survival, RandomSource random) {
        this.options = options;
        this.survival = survival;
        this.random = random;
    }

    /** Takes what a view has and this has not. */
    void follow(StudyView view) {
        if (view.finishedCount() < seen
                || !Arrays.equals(voided, view.voided())
                || !directions.equals(view.settings().directions())) {
            clear();
            voided = view.voided().clone();
            directions = view.settings().directions();
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            newestMemo = Math.max(newestMemo, NsgaMemo.generation(trial));
            if (view.isVoided(trial.number())) {
                continue;
            }
            tried.add(trial);
            if (trial.state() == TrialState.COMPLETE && trial.values().size() == directions.size()) {
                join(trial, view.settings().seed());
            }
        }
    }

    private void clear() {
        joined.clear();
        violations.clear();
        tried.clear();
        space.clear();
        parents = List.of();
        generation = 0;
        seen = 0;
        newestMemo = -1;
    }

    private void join(TrialRecord trial, long seed) {
        joined.add(trial);
        violations.add(trial);
        space.add(trial.shape());
        if (joined.size() < options.population()) {
            return;
        }
        parents.forEach(parent -> joined.add(parent.trial()));
        generation++;
        parents = survivors(seed);
        joined.clear();
    }

    private List<Individual> survivors(long seed) {
        double[][] values = new double[joined.size()][];
        double[] excess = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            TrialRecord trial = joined.get(i);
            values[i] = trial.values().stream().mapToDouble(Double::doubleValue).toArray();
            excess[i] = violations.of(trial);
        }
        double[] signs = directions.stream().mapToDouble(Direction::sign).toArray();
        double[][] losses = Losses.of(values, signs);
        int[] ranks = NonDominated.ranks(losses, excess);
        List<Individual> chosen = new ArrayList<>();
        for (int rank = 0; chosen.size() < options.population() && chosen.size() < losses.length; rank++) {
            add(rank, ranks, losses, chosen, seed);
        }
        return List.copyOf(chosen);
    }

    /** Adds the trials of a rank, as many as there is room for. */
    private void add(int rank, int[] ranks, double[][] losses, List<Individual> chosen, long seed) {
        int[] places = places(ranks, rank);
        double[][] front = rows(losses, places);
        double[] preferences = survival.preferences(front);
        int room = options.population() - chosen.size();
        int[] kept = new int[places.length];
        Arrays.setAll(kept, i -> i);
        if (places.length > room) {
            double[][] before = chosen.stream().map(Individual::losses).toArray(double[][]::new);
            kept = survival.chosen(
                    before,
                    front,
                    room,
                    random.numbers(seed, generation, options.type().concat(":survival")));
            Arrays.sort(kept);
        }
        for (int i : kept) {
            chosen.add(new Individual(joined.get(places[i]), front[i], rank, preferences[i]));
        }
    }

    private static int[] places(int[] ranks, int rank) {
        int[] places = new int[ranks.length];
        int count = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == rank) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static double[][] rows(double[][] losses, int[] places) {
        return Arrays.stream(places).mapToObj(place -> losses[place]).toArray(double[][]::new);
    }

    /** The number of the current generation, from 0. */
    int generation() {
        return generation;
    }

    /** How many trials have joined it. */
    int joined() {
        return joined.size();
    }

    /** The parents of the current generation; none in the first. */
    List<Individual> parents() {
        return parents;
    }

    /** The points of all finished trials. */
    TriedPoints tried() {
        return tried;
    }

    /** The parameters that every trial has that joined a generation. */
    JointSpace space() {
        return space;
    }

    /**
     * Whether no trial was asked for in the current generation yet.
     *
     * @param view the view that was followed
     * @param trial the trial that is asked for
     */
    boolean isOpening(StudyView view, int trial) {
        return newestMemo < generation
                && view.running().stream()
                        .noneMatch(running -> running.number() != trial && NsgaMemo.generation(running) >= generation);
    }
}
