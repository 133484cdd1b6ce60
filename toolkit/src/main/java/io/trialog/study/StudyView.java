package io.trialog.study;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as it stood at one position of its log: read-only, never changing, cheap to take and to keep. All that samplers,
 * pruners and projections see.
 *
 * <p>Finished trials stand in the order in which they were told; that list only grows, so that the views of one
 * {@linkplain #lineage() lineage} are prefixes of each other, and a reader that follows a study may keep what it derived
 * from a shorter prefix. Samplers order trials by number, not by this order.
 *
 * <p>Instances are safe for use by several threads.
 */
public interface StudyView extends Viewable {

    /** {@return this view} */
    @Override
    default StudyView view() {
        return this;
    }

    /** {@return the sequence number of the last event that this view contains, or -1 before the first} */
    long position();

    /**
     * Identifies the growing history of which this view is a prefix; views of one lineage return the same object.
     *
     * @return an object that all views of one lineage share
     */
    Object lineage();

    /** {@return the settings in force at this position} */
    Settings settings();

    /** {@return what users attached to the study, by key} */
    Map<String, @Nullable Object> userAttributes();

    /** {@return whether a rule of the study says that no further trial is started} */
    default StopState stop() {
        return StopState.NONE;
    }

    /** {@return how many trials there are, in any state: numbers run from 0 to this, exclusive} */
    int trialCount();

    /** {@return how many trials were told: COMPLETE, PRUNED and FAIL, voided ones included} */
    int finishedCount();

    /**
     * Returns the i-th trial to be told, voided ones included.
     *
     * @param i the position, from 0
     * @return the i-th trial to be told, voided ones included
     */
    TrialRecord finished(int i);

    /**
     * Returns the numbers of the trials that were declared void; samplers, pruners and counts leave these out. Few.
     *
     * @return the numbers of the trials that were declared void; samplers, pruners and counts leave these out
     */
    int[] voided();

    /** {@return the trials in state RUNNING, by number} */
    List<TrialRecord> running();

    /** {@return the trials in state WAITING, by number} */
    List<TrialRecord> waiting();

    /**
     * Returns a trial by its number, in any state.
     *
     * @param number the number, from 0
     * @return a trial by its number, in any state
     * @throws IndexOutOfBoundsException if there is no such trial at this position
     */
    TrialRecord trial(int number);

    /**
     * Returns whether the trial was declared void.
     *
     * @param number the number, from 0
     * @return whether the trial was declared void
     */
    default boolean isVoided(int number) {
        for (int voided : voided()) {
            if (voided == number) {
                return true;
            }
        }
        return false;
    }

    /** {@return all trials by number, voided ones included} */
    default List<TrialRecord> trials() {
        List<TrialRecord> trials = new ArrayList<>(trialCount());
        for (int number = 0; number < trialCount(); number++) {
            trials.add(trial(number));
        }
        return trials;
    }

    /**
     * Returns how many trials are in a state, voided ones left out.
     *
     * @param state the state
     * @return how many trials are in a state, voided ones left out
     */
    default int count(TrialState state) {
        int count = 0;
        for (TrialRecord trial : trials()) {
            if (trial.state() == state && !isVoided(trial.number())) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns how many trials ended with a result, voided ones and results from elsewhere left out: this is what
     * {@code optimize(n)} counts.
     *
     * @return the number of trials that are COMPLETE or PRUNED and were run in this study
     */
    default int succeededCount() {
        int count = 0;
        for (TrialRecord trial : trials()) {
            boolean hasResult = trial.state() == TrialState.COMPLETE || trial.state() == TrialState.PRUNED;
            if (hasResult && trial.source().isEmpty() && !isVoided(trial.number())) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns how many results from elsewhere were added, voided ones left out.
     *
     * @return the number of trials with a {@linkplain TrialRecord#source() source}
     */
    default int addedCount() {
        int count = 0;
        for (TrialRecord trial : trials()) {
            if (!trial.source().isEmpty() && !isVoided(trial.number())) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the COMPLETE feasible trials that no other one dominates, by number: the {@linkplain ParetoFront Pareto
     * front}; with one objective, all that have the best value.
     *
     * @return the COMPLETE feasible trials that no other one dominates, by number: the {@linkplain ParetoFront
     *     Pareto front}; with one objective, all that have the best value
     */
    default List<TrialRecord> bestTrials() {
        return ParetoFront.of(this);
    }

    /**
     * Returns the best COMPLETE feasible trial by the first objective, or {@code null}. Ties go to the one that is
     * better in the
     * next objective, else to the lower number.
     *
     * @return the best COMPLETE feasible trial by the first objective, or {@code null}
     */
    default @Nullable TrialRecord best() {
        TrialRecord best = null;
        for (TrialRecord trial : trials()) {
            if (trial.state() == TrialState.COMPLETE
                    && !isVoided(trial.number())
                    && trial.isFeasible()
                    && (best == null || isBetter(trial, best))) {
                best = trial;
            }
        }
        return best;
    }

    /**
     * Returns the best COMPLETE feasible trial by a metric that it told, or {@code null}. A trial whose value is NaN does not count.
     * Ties go to the lower number.
     *
     * @param metric any metric, an objective or another one
     * @param direction which values are better
     * @return the best trial, or {@code null} if none told the metric
     */
    default @Nullable TrialRecord best(String metric, Direction direction) {
        TrialRecord best = null;
        double value = Double.NaN;
        for (TrialRecord trial : trials()) {
            Double told = trial.metrics().get(metric);
            boolean counts = trial.state() == TrialState.COMPLETE && trial.isFeasible() && !isVoided(trial.number());
            if (counts && told != null && !told.isNaN() && (best == null || direction.better(told, value))) {
                best = trial;
                value = told;
            }
        }
        return best;
    }

    private boolean isBetter(TrialRecord trial, TrialRecord best) {
        List<Direction> directions = settings().directions();
        for (int i = 0; i < directions.size(); i++) {
            double mine = trial.values().get(i);
            double others = best.values().get(i);
            if (mine != others) {
                return directions.get(i).better(mine, others);
            }
        }
        return false;
    }
}
