package io.trialog.internal.executor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.job.ExitRecord;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scheduler may signal all processes of a job at once: the program may be gone before its wrapper has heard of it. */
class JobVerdictTest {

    @TempDir
    Path folder;

    private JobEvidence evidence(int signal) throws Exception {
        Files.writeString(
                folder.resolve("exit.json"),
                "{\"token\":\"t\",\"exit_code\":null,\"signal\":" + signal
                        + ",\"restart\":0,\"seconds\":1.00,\"timed_out\":false,\"cancelled\":false}\n");
        assertThat(ExitRecord.read(folder)).isNotNull();
        return JobEvidence.of(new JobHandle("t", "12", folder));
    }

    private static QueueRow row(SchedulerState state) {
        return new QueueRow("12", state, state.name(), "", "n1", "trialog:t");
    }

    @ParameterizedTest
    @CsvSource({
        "15, TIMED_OUT, TIMED_OUT",
        "15, CANCELLED, CANCELLED",
        "15, INTERRUPTED, INFRASTRUCTURE_FAILURE",
        "15, QUEUED, QUEUED",
        "15, FAILED, EXITED",
        "15, SUCCEEDED, EXITED",
        "9, OUT_OF_MEMORY, OUT_OF_MEMORY",
        "9, INTERRUPTED, INFRASTRUCTURE_FAILURE",
        "9, FAILED, EXITED"
    })
    void whatAKilledProgramDiedOfIsForTheSchedulerToSay(int signal, SchedulerState state, JobState expected)
            throws Exception {
        JobStatus status = JobVerdict.seen(evidence(signal), row(state), JobVerdict.ANSWERS);

        assertThat(status.state()).isEqualTo(expected);
    }

    @Test
    void nothingIsSaidBeforeTheSchedulerIsAsked() throws Exception {
        assertThat(JobVerdict.unasked(evidence(15), "").state()).isEqualTo(JobState.FINISHING);
        assertThat(JobVerdict.absent(evidence(15), JobVerdict.ANSWERS).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void theSignalThatTrialogItselfSentNeedsNoExplanation() throws Exception {
        Files.createFile(folder.resolve("cancel"));

        assertThat(evidence(15).isConclusive()).isTrue();
    }
}
