package io.trialog.internal.executor.slurm.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.executor.slurm.step.Allocation.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StepPlanTest {

    private static final Node CPUS = new Node(16, 32_000, 0);
    private static final Node GPUS = new Node(32, 128_000, 4);

    @Test
    void aTrialThatAsksForNothingHasACpuAndItsShareOfTheMemory() {
        StepPlan plan = plan(Map.of(), CPUS, CPUS);

        assertThat(plan.capacity()).isEqualTo(32);
        assertThat(plan.options())
                .containsExactly(
                        "--exact",
                        "--kill-on-bad-exit=1",
                        "--nodes=1",
                        "--ntasks=1",
                        "--cpus-per-task=1",
                        "--mem=2000M",
                        "--gres=none");
    }

    @Test
    void inAnAllocationWithGpusEveryTrialHasOneAndTheRestIsSharedOut() {
        StepPlan plan = plan(Map.of(), GPUS);

        assertThat(plan.capacity()).isEqualTo(4);
        assertThat(plan.options()).contains("--cpus-per-task=8", "--mem=32000M", "--gres=gpu:1");
    }

    @Test
    void aTrialThatWantsNoGpuSaysSo() {
        StepPlan plan = plan(Map.of("gpus", "0", "cpus_per_task", 4L), GPUS);

        assertThat(plan.capacity()).isEqualTo(8);
        assertThat(plan.options()).contains("--mem=16000M", "--gres=none");
    }

    @Test
    void whatIsScarcestDecidesHowManyRun() {
        assertThat(plan(Map.of("mem", "10G"), CPUS).capacity()).isEqualTo(3);
        assertThat(plan(Map.of("mem_per_cpu", "4G", "cpus_per_task", 2L), CPUS).capacity())
                .isEqualTo(3);
        assertThat(plan(Map.of("cpus_per_task", 6L), CPUS).capacity()).isEqualTo(2);
        assertThat(plan(Map.of("gpus", "a100:2"), GPUS).capacity()).isEqualTo(2);
        assertThat(plan(Map.of("exclusive", true), CPUS, CPUS).capacity()).isEqualTo(2);
    }

    @Test
    void fewerTrialsAtATimeHaveMoreEach() {
        StepPlan plan = plan(Map.of("parallel", 2L), CPUS);

        assertThat(plan.capacity()).isEqualTo(2);
        assertThat(plan.options()).contains("--cpus-per-task=8", "--mem=16000M");
    }

    @Test
    void aTrialOfSeveralNodesAndTasksTakesItsPartOfEach() {
        StepPlan plan = plan(Map.of("nodes", 2L, "ntasks", 4L, "gpus_per_task", "1"), GPUS, GPUS);

        assertThat(plan.capacity()).isEqualTo(2);
        assertThat(plan.options())
                .contains("--nodes=2", "--ntasks=4", "--cpus-per-task=8", "--mem=64000M", "--gpus-per-task=1");
    }

    @Test
    void memoryIsNotStatedWhereTheClusterDoesNotCountIt() {
        assertThat(plan(Map.of("mem", "4G"), new Node(4, 0, 0)).options()).noneMatch(word -> word.startsWith("--mem"));
    }

    @Test
    void aTrialThatCanNeverFitIsRefusedWithBothSides() {
        assertThatThrownBy(() -> plan(Map.of("gpus", "8"), GPUS))
                .hasMessage(
                        "A trial does not fit into allocation 7: it asks for 1 node with 1 CPU, 8 GPUs, and there are"
                                + " 1 node with 32 CPUs, 128000 MB, 4 GPUs.\nMaybe lower what the executor section asks for, or"
                                + " ask for a larger allocation.");
        assertThatThrownBy(() -> plan(Map.of("nodes", 3L), CPUS, CPUS)).hasMessageContaining("asks for 3 nodes");
    }

    private static StepPlan plan(Map<String, @Nullable Object> resources, Node... nodes) {
        return StepPlan.of(new Allocation("7", List.of(nodes)), Collections.unmodifiableMap(resources));
    }
}
