package io.trialog.internal.sampler;

import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.EnumSet;
import java.util.Set;

/** Says which failures teach a model where trials fail: those that the parameters may have caused, while they are not the rule. */
public final class FailureLessons {

    private static final Set<FailCause> OWN =
            EnumSet.of(FailCause.PROGRAM, FailCause.VALUE, FailCause.MEMORY, FailCause.TIME);

    private FailureLessons() {}

    /** Whether a trial failed for a reason that its parameters may have. */
    public static boolean teaches(TrialRecord trial) {
        return trial.state() == TrialState.FAIL && trial.cause() != null && OWN.contains(trial.cause());
    }

    /**
     * Whether failures are used: from the first COMPLETE trial on, while at most half of the finished trials failed.
     *
     * @param complete how many trials are COMPLETE
     * @param failed how many failed for reasons of their own
     * @param finished how many are COMPLETE, PRUNED or failed for reasons of their own
     */
    public static boolean areUsed(int complete, int failed, int finished) {
        return complete > 0 && failed > 0 && 2 * failed <= finished;
    }
}
