package io.trialog.internal.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.SchedulerState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slurm's texts for states and reasons mean. */
final class SlurmStateTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, Priority, QUEUED",
        "PENDING, JobHeldUser, HELD",
        "PENDING, 'ReqNodeNotAvail, UnavailableNodes:n1', HELD",
        "REQUEUE_HOLD, '', HELD",
        "RUNNING, None, RUNNING",
        "ST, '', SUSPENDED",
        "CG, '', FINISHING",
        "COMPLETED, '', SUCCEEDED",
        "FAILED, NonZeroExitCode, FAILED",
        "NODE_FAIL, '', INTERRUPTED",
        "PREEMPTED, '', INTERRUPTED",
        "LAUNCH_FAILED, '', INTERRUPTED",
        "CANCELLED by 1000, '', CANCELLED",
        "OUT_OF_MEMORY, '', OUT_OF_MEMORY",
        "TIMEOUT, '', TIMED_OUT",
        "COFFEE_BREAK, '', UNKNOWN"
    })
    void everyTextHasAMeaning(String text, String reason, SchedulerState expected) {
        assertThat(SlurmState.of(text, reason)).isEqualTo(expected);
    }
}
