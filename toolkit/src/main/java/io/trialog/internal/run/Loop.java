package io.trialog.internal.run;

import io.trialog.study.StopReason;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs trials until a budget is used up, once. All methods but {@link #run} return at once or soon, on any thread. */
public interface Loop {

    /**
     * Runs until the budget is used up, on a thread that nobody interrupts.
     *
     * @throws RuntimeException what broke the controller, the executor or a trial's start
     * @throws Error what broke the JVM, such as an OutOfMemoryError of an objective
     */
    void run();

    /** Starts no further trial; running ones are waited for. */
    void stop();

    /** Ends soon; running trials are stopped, given up or left to themselves. */
    void interrupt();

    /** Ends soon, as {@link #interrupt}, but leaves alone what goes on without this process, whatever the settings say. */
    default void handOver() {
        interrupt();
    }

    /** Sets how many trials run at a time from now on; running ones are not stopped. */
    void parallelism(int n);

    /** Waits until it has ended, at most this long. */
    void awaitEnd(Duration timeout);

    /** Why it ended. */
    StopReason reason();

    /** What the objective threw last, if it did and is code of this JVM. */
    default @Nullable Throwable lastThrown() {
        return null;
    }

    /** Which rule ended it, if its reason is the failures. */
    FailureRule failureRule();

    /** The last trial that failed, or {@code null}. */
    @Nullable
    TrialRecord lastFailure();
}
