package io.trialog.internal.run;

import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.FailCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kind of a failure, from the end of its job. */
final class FailCauses {

    /** With these exit codes a shell says that it could not start a program. */
    private static final Set<Integer> NOT_STARTED = Set.of(126, 127);

    private FailCauses() {}

    static FailCause of(@Nullable JobStatus end) {
        if (end == null) {
            return FailCause.PROGRAM;
        }
        Integer code = end.exitCode();
        if (end.state() == JobState.TIMED_OUT) {
            return FailCause.TIME;
        } else if (end.state() == JobState.OUT_OF_MEMORY) {
            return FailCause.MEMORY;
        } else if (end.state() != JobState.EXITED || code == null || end.signal() != null) {
            return FailCause.PROGRAM;
        } else if (code == 0) {
            return FailCause.VALUE;
        }
        return NOT_STARTED.contains(code) ? FailCause.SETUP : FailCause.PROGRAM;
    }
}
