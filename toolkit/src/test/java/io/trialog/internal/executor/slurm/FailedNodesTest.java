package io.trialog.internal.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobStatus.FailedNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailedNodesTest {

    private static final String NODE_FAILURE = "slurmstepd-n2: error: *** JOB 12 ON n2 CANCELLED AT"
            + " 2026-11-21T16:26:24 DUE TO NODE FAILURE, SEE SLURMCTLD LOG FOR DETAILS ***\n";
    private static final String DOWN = "NodeName=n2 CPUTot=4 State=DOWN*+DRAIN ThreadsPerCore=1 AllocTRES= "
            + "Reason=Not responding [slurm@2026-11-21T16:26:24] Comment=spare\n";

    @TempDir
    Path folder;

    private FailedNodes nodes;
    private long answer;

    @BeforeEach
    void scontrol() throws Exception {
        Path program = Files.writeString(
                folder.resolve("scontrol"),
                "#!/bin/sh\ncd '" + folder + "'\necho \"$*\" >>asked\ncat node || exit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        nodes = new FailedNodes(new CommandRunner(Map.of("PATH", folder + ":" + System.getenv("PATH"))));
        started(0);
    }

    @Test
    void slurmsOwnWordInTheLogOfAJobThatWaitsAgainOrRunsAgainNamesTheNode() throws Exception {
        log("a site's prolog\n" + NODE_FAILURE);
        FailedNode expected = new FailedNode("n2", "NODE_FAIL at 2026-11-21T16:26:24");
        exited();

        assertThat(under("PENDING")).isEqualTo(expected);
        started(1);
        assertThat(under("RUNNING")).isEqualTo(expected);
        assertThat(under(null)).isEqualTo(expected);
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PREEMPTION", "JOB REQUEUE", "TIME LIMIT"})
    void otherWordsAreNoFailure(String cause) throws Exception {
        log("slurmstepd-n2: error: *** JOB 12 ON n2 CANCELLED AT 2026-11-21T16:26:24 DUE TO " + cause + " ***\n");
        exited();

        assertThat(under("PENDING")).isNull();
        started(1);
        assertThat(under("RUNNING")).isNull();
    }

    @Test
    void aRunThatEndedWithoutAWordWasTakenAwayByItsNodeIfTheSchedulerSaysThatThisIsDown() throws Exception {
        node(DOWN);
        log(NODE_FAILURE.replace("T16:26:24", "T11:00:00"));

        assertThat(under("PENDING"))
                .isEqualTo(new FailedNode("n2", "DOWN (Not responding [slurm@2026-11-21T16:26:24])"));
        assertThat(asked()).containsExactly("-o show node n2");
    }

    @Test
    void aRunThatLeftWordOfItsEndWasNotTakenAwayByANodeThatIsDownByNow() throws Exception {
        node(DOWN);
        exited();

        assertThat(under("PENDING")).isNull();
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE", "MIXED", "IDLE+DRAIN", "DRAINED", "POWERED_DOWN", "IDLE*"})
    void aNodeThatIsNotDownIsNotToBlameAndTheSchedulerIsAskedThreeTimesAtMost(String state) throws Exception {
        node(DOWN.replace("DOWN*+DRAIN", state));
        for (int i = 0; i < 9; i++) {
            assertThat(under("PENDING")).isNull();
        }

        assertThat(asked()).hasSize(3);
    }

    @Test
    void nothingIsKnownOfANodeWhereTheSchedulerDoesNotAnswer() throws Exception {
        assertThat(under("PENDING")).isNull();
        node(DOWN);
        assertThat(under("PENDING")).isNotNull();
    }

    @Test
    void jobsOfOneNodeAskOnceAndJobsThatNeverRanOrStillRunDoNot() throws Exception {
        node(DOWN);
        assertThat(under("RUNNING")).isNull();
        assertThat(under("PENDING", "t")).isNotNull();
        answer--;
        started(0, "u");
        assertThat(under("PENDING", "u")).isNotNull();
        Files.delete(folder.resolve("started.json"));
        assertThat(under("PENDING", "v")).isNull();

        assertThat(asked()).hasSize(1);
    }

    private @Nullable FailedNode under(@Nullable String word) throws Exception {
        return under(word, "t");
    }

    private @Nullable FailedNode under(@Nullable String word, String token) throws Exception {
        JobHandle job = new JobHandle(token, "12", folder);
        QueueRow row = word == null ? null : SqueueRows.row("12", word, "BeginTime", "", "");
        return nodes.under(job, () -> folder.resolve("slurm.log"), JobEvidence.of(job), row, ++answer);
    }

    private void started(int restart) throws Exception {
        started(restart, "t");
    }

    private void started(int restart, String token) throws Exception {
        write("started.json", "{\"token\":\"" + token + "\",\"node\":\"n2\",\"restart\":" + restart + "}\n");
    }

    private void exited() throws Exception {
        write(
                "exit.json",
                "{\"token\":\"t\",\"exit_code\":null,\"signal\":15,\"restart\":0,\"seconds\":1.00,"
                        + "\"timed_out\":false,\"cancelled\":true}\n");
    }

    private void log(String text) throws Exception {
        write("slurm.log", text);
    }

    private void node(String text) throws Exception {
        write("node", text);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> asked() throws Exception {
        Path file = folder.resolve("asked");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
