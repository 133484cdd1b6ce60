package io.trialog.internal.sampler.gp;

import io.trialog.internal.sampler.FailureLessons;
import io.trialog.internal.sampler.JointSpace;
import io.trialog.space.Distribution;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * The trials of a view that teach something, in the order of being told, voided ones left out. Follows the views of one lineage;
 * what it holds after {@link #follow} depends on the view alone. Not safe for use by several threads.
 */
final class ToldTrials {

    /** Failures that have nothing to do with the parameters. */
    private static final Set<FailCause> FOREIGN = EnumSet.of(FailCause.SETUP, FailCause.CANCELLED);

    private final GpOptions options;
    private final List<TrialRecord> trials = new ArrayList<>();
    private final List<TrialRecord> failed = new ArrayList<>();
    private final List<TrialRecord> all = new ArrayList<>();
    private final JointSpace space = new JointSpace();
    private int complete;
    private int seen;
    private int[] voided = new int[0];
    private List<Direction> directions = List.of();

    ToldTrials(GpOptions options) {
        this.options = options;
    }

    /**
     * Takes what a view has and this has not.
     *
     * @return whether nothing that was known before had to be forgotten
     */
    boolean follow(StudyView view) {
        List<Direction> nowDirections = view.settings().directions();
        boolean follows = view.finishedCount() >= seen
                && nowDirections.equals(directions)
                && Arrays.equals(view.voided(), voided);
        if (!follows) {
            trials.clear();
            failed.clear();
            all.clear();
            space.clear();
            complete = 0;
            seen = 0;
            voided = view.voided().clone();
            directions = nowDirections;
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            if (!view.isVoided(trial.number())) {
                add(trial);
            }
        }
        return follows;
    }

    private void add(TrialRecord trial) {
        if (trial.state() == TrialState.COMPLETE) {
            trials.add(trial);
            all.add(trial);
            space.add(trial.shape());
            complete++;
        } else if (trial.state() == TrialState.PRUNED && options.pruned() && !Double.isNaN(trial.value())) {
            trials.add(trial);
            all.add(trial);
        } else if (mayTeach(trial)) {
            failed.add(trial);
            all.add(trial);
        }
    }

    private boolean mayTeach(TrialRecord trial) {
        if (options.rule() > 1) {
            return options.failures() && FailureLessons.teaches(trial);
        }
        return trial.state() == TrialState.FAIL && (trial.cause() == null || !FOREIGN.contains(trial.cause()));
    }

    /** Whether failures are used now. */
    boolean usesFailures() {
        return options.rule() > 1
                ? FailureLessons.areUsed(complete, failed.size(), trials.size() + failed.size())
                : !failed.isEmpty();
    }

    /** The trials that have a value. */
    List<TrialRecord> trials() {
        return trials;
    }

    /** Those and the ones that failed, in the order of being told. */
    List<TrialRecord> all() {
        return all;
    }

    /** The trials that failed for reasons of their own. */
    List<TrialRecord> failed() {
        return failed;
    }

    int complete() {
        return complete;
    }

    /** How many objectives there are. */
    int objectives() {
        return directions.size();
    }

    /** A value of a trial, the larger the better. */
    double value(TrialRecord trial, int objective) {
        return -directions.get(objective).sign() * trial.values().get(objective);
    }

    /** What identifies it beyond its length: a direction, and the voided trials. */
    List<Object> identity() {
        List<Object> identity = new ArrayList<>(directions);
        Arrays.stream(voided).forEach(identity::add);
        return identity;
    }

    /** The parameters that every COMPLETE trial has with an equal distribution, sorted by name. */
    NavigableMap<String, Distribution> common() {
        return space.parameters();
    }
}
