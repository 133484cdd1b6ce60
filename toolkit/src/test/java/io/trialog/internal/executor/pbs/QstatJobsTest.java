package io.trialog.internal.executor.pbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.executor.cluster.SchedulerState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenPBS 23.06.06 printed about jobs that had ended, or waited, in every way ({@code qstat.json}). */
final class QstatJobsTest {

    private static final String RECORDED = recorded();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7.pbs1     | SUCCEEDED | F (Exit_status 0)
                    8.pbs1     | FAILED    | F (Exit_status 3)
                    9.pbs1     | FAILED    | F (Exit_status 44)
                    10.pbs1    | FAILED    | F (Exit_status 137)
                    11.pbs1    | CANCELLED | F (Exit_status 271, deleted)
                    12.pbs1    | CANCELLED | F (deleted before it started)
                    13.pbs1    | FAILED    | F (Exit_status 266, ended by signal 10)
                    4.pbs1     | TIMED_OUT | F (Exit_status -29, Job run at Mon Nov 30 at 11:49 on (pbs1:ncpus=1) and exceeded resource walltime)
                    15.pbs1    | FAILED    | F (Exit_status 254)
                    16.pbs1    | HELD      | Q (Can Never Run: Insufficient amount of resource: ncpus (R: 99 A: 8 T: 8))
                    17.pbs1    | HELD      | H
                    2.pbs1     | HELD      | H (held after 21 runs: job held, too many failed attempts to run)
                    19.pbs1    | CANCELLED | F (removed, since what it depends on can't be met any more)
                    20.pbs1    | QUEUED    | W
                    21.pbs1    | RUNNING   | R
                    22.pbs1    | QUEUED    | H (waits for afterany:21.pbs1@pbs1)
                    24[0].pbs1 | SUCCEEDED | F (Exit_status 0)
                    24[2].pbs1 | FAILED    | F (Exit_status 2)
                    25[0].pbs1 | FAILED    | X (Exit_status 3)
                    25[1].pbs1 | RUNNING   | R
                    25[2].pbs1 | QUEUED    | Q (Job Array Began at Mon Nov 30 at 12:03)
                    26[0].pbs1 | QUEUED    | Q (Not Running: Insufficient amount of resource: ncpus (R: 7 A: 2 T: 8))
                    26[2].pbs1 | CANCELLED | X (deleted before it started)
                    """)
    void everyStateAndEveryEndIsWhatPbsSays(String id, SchedulerState state, String text) throws Exception {
        PbsJob job = QstatJobs.parse(RECORDED).get(id);

        assertThat(job.row().state()).isEqualTo(state);
        assertThat(job.row().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "R, 42, , RUNNING",
        "S, 43, , SUSPENDED",
        "U, 410, , SUSPENDED",
        "E, 51, , FINISHING",
        "T, 0, , QUEUED",
        "M, 0, , UNKNOWN",
        "F, 93, -27, OUT_OF_MEMORY",
        "F, 93, -26, OUT_OF_MEMORY",
        "F, 93, -28, TIMED_OUT",
        "F, 93, -1, INTERRUPTED",
        "F, 91, 7, CANCELLED", // a program that took TERM and ended in its own way
        "F, 91, 0, CANCELLED",
        "X, 70, 1, CANCELLED", // an element that was deleted while others of its array ran
        "X, 91, 1, CANCELLED",
    })
    void statesThatAreNotEasilyRecordedAreKnownByLetterSubstateAndExitStatus(
            String letter, int substate, Integer exit, SchedulerState state) throws Exception {
        String job = "{\"Jobs\": {\"1.s\": {\"job_state\": \"" + letter + "\", \"substate\": " + substate
                + (exit == null ? "" : ", \"Exit_status\": " + exit) + "}}}";

        assertThat(QstatJobs.parse(job).get("1.s").row().state()).isEqualTo(state);
    }

    @Test
    void anArrayIsNoJobButItsElementsAre() throws Exception {
        assertThat(QstatJobs.parse(RECORDED))
                .containsKeys("24[0].pbs1", "26[3].pbs1")
                .doesNotContainKeys("24[].pbs1", "26[].pbs1");
    }

    @Test
    void theTimeOfAJobIsUpWhenItsWalltimeHasPassedSinceItsStart() throws Exception {
        Map<String, PbsJob> jobs = QstatJobs.parse(RECORDED);

        assertThat(jobs.get("23.pbs1").end()).isEqualTo(Instant.parse("2026-11-30T14:03:15Z"));
        assertThat(jobs.get("21.pbs1").end()).isNull(); // no walltime
        assertThat(jobs.get("22.pbs1").end()).isNull(); // not started
        assertThat(jobs.get("22.pbs1").after()).containsExactly("21.pbs1");
        assertThat(jobs.get("21.pbs1").after()).isEmpty(); // beforeany
    }

    @Test
    void theTagIsPartOfTheNameAndTheNodeIsTheFirstOne() throws Exception {
        Map<String, PbsJob> jobs = QstatJobs.parse(RECORDED);

        assertThat(jobs.get("5.pbs1").row().tag()).isEqualTo("trialog:0b2a");
        assertThat(jobs.get("7.pbs1").row().tag()).isEmpty();
        assertThat(jobs.get("25[0].pbs1").row().node()).isEqualTo("pbs1");
    }

    @Test
    void whatIsNoJsonIsNoAnswer() {
        assertThatThrownBy(() -> QstatJobs.parse("Job id  Name  User\n---\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("qstat printed no JSON: ");
    }

    private static String recorded() {
        try (InputStream in = QstatJobsTest.class.getResourceAsStream("qstat.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
