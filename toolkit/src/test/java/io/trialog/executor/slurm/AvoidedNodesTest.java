package io.trialog.executor.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.Eventually;
import io.trialog.testing.FakeSlurm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that are there already, or wait in the queue, when a node turns out to be bad. */
final class AvoidedNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private FakeSlurm slurm;
    private SlurmArrayExecutor places;

    @BeforeEach
    void start() {
        slurm = FakeSlurm.in(folder.resolve("fake"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(slurm.environment());
        places = new SlurmArrayExecutor(
                environment,
                SlurmExecutorTest.FAST,
                new SlurmArrayExecutor.Home(folder.resolve("slots"), "owner", "study"),
                Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        places.expect(0, 0);
        places.close();
        slurm.close();
    }

    @Test
    void a_place_that_waits_there_is_sent_home_and_queued_ones_are_replaced_by_others() throws Exception {
        slurm.slots(2);
        arrange(() -> places.room() == 2); // on n1 and n2; two more tasks wait in the queue

        slurm.block("Resources");
        places.avoid(Set.of("n1"));
        assertThat(places.room()).isEqualTo(1);
        arrange(() -> slurm.calls("sbatch").size() == 2);
        slurm.block("");
        arrange(() -> places.room() == 2);

        assertThat(slurm.state("1_0")).isEqualTo("COMPLETED");
        assertThat(slurm.state("1_1")).isEqualTo("RUNNING");
        assertThat(List.of(slurm.state("1_2"), slurm.state("1_3"))).containsOnly("CANCELLED");
        assertThat(slurm.calls("sbatch").get(1)).contains("--exclude=n1");
    }

    @Test
    void nodes_are_those_of_the_partition_that_are_not_excluded() throws Exception {
        assertThat(places.nodes(Map.of("partition", "high", "exclude", List.of("n[2-3]"))))
                .containsExactly("n1");
    }

    private void arrange(Eventually.Condition condition) throws Exception {
        Eventually.holds("the places", PATIENCE, () -> {
            places.room();
            places.expect(4 - places.room(), 2);
            return condition.holds();
        });
    }
}
