package io.trialog.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.space.SearchSpace;
import io.trialog.study.StopRule;
import io.trialog.testing.Histories;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourBudgetTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aJobThatRunsUsesUpABudgetAtItsPace() {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        int trial = study.ask(Map.of());
        study.append(trial, new StudyEvent.JobSubmitIntended("t", "slurm", Map.of("gpus", "4", "cpus", 8L)));
        study.append(trial, new StudyEvent.JobSubmitted("t", "17"));
        study.append(
                trial, new StudyEvent.JobStateChanged("RUNNING", "", null, null, 0, Map.of("since", BEGIN.toString())));

        Instant now = BEGIN.plus(Duration.ofMinutes(90));
        HourBudget gpus = HourBudget.of(study.view(), new StopRule(StopRule.Kind.GPU_HOURS, 10), now);
        assertThat(gpus.used()).isEqualTo(6);
        assertThat(gpus.perHour()).isEqualTo(4);
        assertThat(gpus.left()).isEqualTo(Duration.ofHours(1));
        assertThat(gpus.isUsedUp()).isFalse();
        assertThat(HourBudget.of(study.view(), new StopRule(StopRule.Kind.CPU_HOURS, 12), now))
                .isEqualTo(new HourBudget(new StopRule(StopRule.Kind.CPU_HOURS, 12), 12, 8))
                .matches(HourBudget::isUsedUp);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0, 0, 1",
        "cpus, 8, 0, 0, 8",
        "cpus_per_task, 2, 3, 0, 6",
        "cpus_per_gpu, 6, 0, 2, 12",
    })
    void theCpusOfAJobAreWhatItAsksFor(String key, long cpus, long tasks, long gpus, int expected) {
        Map<String, Object> resources = new HashMap<>();
        if (!key.isEmpty()) {
            resources.put(key, cpus);
        }
        if (tasks > 0) {
            resources.put("ntasks", tasks);
        }
        if (gpus > 0) {
            resources.put("gpus", gpus);
        }
        assertThat(Cpus.of(resources)).isEqualTo(expected);
    }
}
