package io.trialog;

/** Thrown by an objective to end its trial in state PRUNED; the last reported value becomes the trial's value. */
public final class TrialPruned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public TrialPruned() {
        super("The trial was pruned.", null, false, false);
    }
}
