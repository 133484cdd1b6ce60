package io.trialog.internal.executor.slurm.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.executor.slurm.step.Allocation.Node;
import org.junit.jupiter.api.Test;

final class AllocationTest {

    @Test
    void everyNodeOfTheJobIsReadWithWhatTheJobHasOfIt() {
        Allocation allocation = Allocation.parse("3", """
                JobId=3 JobName=no-shell
                   JobState=RUNNING Reason=None Dependency=(null)
                   JOB_GRES=gpu:fake:5
                     Nodes=n[1-2,07] CPU_IDs=2-3,6 Mem=2000 GRES=gpu:fake:2(IDX:0-1)
                     Nodes=rack[1-2]n[3-4] CPU_IDs=5 Mem=500 GRES=gpu:a100:1(IDX:0,2),gpu:v100:2(IDX:3,4),nvme:1
                     Nodes=fat CPU_IDs=0-127 Mem=0 GRES=
                   MinCPUsNode=2 MinMemoryNode=2000M
                """);

        assertThat(allocation.nodes())
                .containsExactly(
                        new Node(3, 2000, 2),
                        new Node(3, 2000, 2),
                        new Node(3, 2000, 2),
                        new Node(1, 500, 3),
                        new Node(1, 500, 3),
                        new Node(1, 500, 3),
                        new Node(1, 500, 3),
                        new Node(128, 0, 0));
    }

    @Test
    void aJobThatDoesNotRunIsNoAllocation() {
        assertThatThrownBy(() -> Allocation.parse("9", "JobId=9\n   JobState=COMPLETED Reason=None"))
                .hasMessage("job 9 is COMPLETED and not RUNNING.");
    }
}
