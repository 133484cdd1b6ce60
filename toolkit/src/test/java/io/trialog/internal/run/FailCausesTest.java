package io.trialog.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.trial.FailCause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From the end of a job to the kind of its failure. */
class FailCausesTest {

    private static FailCause after(JobState state, @Nullable Integer exitCode, @Nullable Integer signal) {
        return FailCauses.of(new JobStatus(state, "", exitCode, signal, 0));
    }

    @Test
    void aLimitOfTimeOrMemoryIsTheCauseWhateverTheExitCode() {
        assertThat(after(JobState.TIMED_OUT, 0, null)).isEqualTo(FailCause.TIME);
        assertThat(after(JobState.OUT_OF_MEMORY, 137, null)).isEqualTo(FailCause.MEMORY);
    }

    @Test
    void aProgramThatEndedWellButFailedLeftNoValue() {
        assertThat(after(JobState.EXITED, 0, null)).isEqualTo(FailCause.VALUE);
    }

    @Test
    void theShellsCodesForAProgramThatIsNotThereMeanSetup() {
        assertThat(after(JobState.EXITED, 126, null)).isEqualTo(FailCause.SETUP);
        assertThat(after(JobState.EXITED, 127, null)).isEqualTo(FailCause.SETUP);
    }

    @Test
    void anyOtherCodeOrSignalIsTheProgramsOwn() {
        assertThat(after(JobState.EXITED, 1, null)).isEqualTo(FailCause.PROGRAM);
        assertThat(after(JobState.EXITED, null, 11)).isEqualTo(FailCause.PROGRAM);
        assertThat(after(JobState.CANCELLED, null, null)).isEqualTo(FailCause.PROGRAM);
        assertThat(FailCauses.of(null)).isEqualTo(FailCause.PROGRAM);
    }
}
