package io.trialog.event;

import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.Map;

/**
 * Hears what happens in an open study, after it is durable. Every method does nothing by default, so that a listener overrides what it
 * wants to hear. What a listener throws is told once as a note of the study, and never reaches it.
 *
 * <pre>{@code
 * study.listen(new StudyListener() {
 *     public void best(TrialRecord trial) {
 *         System.out.println("better: " + trial.value() + " with " + trial.params());
 *     }
 * });
 * }</pre>
 *
 * <p>The executor that {@code study.listen} gets decides on which thread the methods are called, and so whether they are called one
 * at a time.
 */
public interface StudyListener {

    /**
     * A trial has started, with the values that the sampler proposed.
     *
     * @param trial the trial as it stood then
     */
    default void asked(TrialRecord trial) {}

    /**
     * A trial has reported values.
     *
     * @param trial the trial as it stood then, this report included
     * @param step the step, at least 0
     * @param values the values by metric; may be NaN or infinite
     */
    default void reported(TrialRecord trial, long step, Map<String, Double> values) {}

    /**
     * The pruner has decided to stop a trial, which still runs.
     *
     * @param trial the trial as it stood then
     */
    default void pruned(TrialRecord trial) {}

    /**
     * A trial has ended.
     *
     * @param trial the trial with its state and value
     */
    default void told(TrialRecord trial) {}

    /**
     * A trial has ended that is better than all before it; called after {@link #told}. With several objectives there is none.
     *
     * @param trial the trial with its value
     */
    default void best(TrialRecord trial) {}

    /**
     * An optimization has ended.
     *
     * @param view the study as it stood then
     * @param reason why it has ended
     */
    default void done(StudyView view, StopReason reason) {}
}
