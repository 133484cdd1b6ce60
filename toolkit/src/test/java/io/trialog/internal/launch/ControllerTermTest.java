package io.trialog.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.JobState;
import io.trialog.spi.SubmissionException;
import io.trialog.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTermTest {

    private static final Duration LIFE = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final Queue queue = new Queue();
    private final List<String> told = new ArrayList<>();

    /** A scheduler that starts whatever waits for nothing. */
    private static final class Queue implements ControllerJobs {
        private final List<ControllerJob> jobs = new CopyOnWriteArrayList<>();
        private final List<String> did = new CopyOnWriteArrayList<>();
        private int last;
        private SubmissionException.@Nullable Kind refuses;

        @Override
        public String submit(Order order) throws SubmissionException {
            if (refuses != null) {
                throw new SubmissionException(refuses, "invalid partition specified");
            }
            String id = String.valueOf(++last);
            JobState state = order.after().isEmpty() ? JobState.RUNNING : JobState.QUEUED;
            Instant end = Instant.now().plus(LIFE);
            jobs.add(new ControllerJob(
                    id, state, state.name(), order.after().isEmpty() ? List.of() : List.of(order.after()), "", end));
            did.add("submitted " + id + (order.after().isEmpty() ? "" : " after " + order.after()));
            return id;
        }

        @Override
        public List<ControllerJob> of(String owner) {
            return List.copyOf(jobs);
        }

        @Override
        public boolean isOver(String cluster, String job) {
            return jobs.stream().noneMatch(other -> other.id().equals(job));
        }

        @Override
        public void cancel(Collection<String> ids) {
            did.add("cancelled " + ids);
            jobs.removeIf(job -> ids.contains(job.id()));
        }

        @Override
        public void cancelPending(String owner) {
            did.add("made way");
        }
    }

    private Launch launch() {
        return new Launch(
                new Launch.Study(folder, "0123456789", "higgs", Map.of("renew_before", LIFE.toSeconds() - 3)), queue);
    }

    private ControllerTerm shift(String job) {
        return new ControllerTerm(launch(), job, InstantSource.system(), told::add);
    }

    @Test
    void aLaunchedStudyHasAControllerAndASuccessorAndIsNotLaunchedTwice() {
        List<ControllerJob> jobs = launch().begin(List.of("true"), null);

        assertThat(jobs).extracting(ControllerJob::id).containsExactly("1", "2");
        assertThat(launch().begin(List.of("true"), null)).isEqualTo(jobs);
        assertThat(queue.did).containsExactly("submitted 1", "submitted 2 after 1", "made way");
    }

    @Test
    void eachControllerMakesSureOfItsOwnSuccessorAndCancelsItInTheEnd() {
        launch().begin(List.of("true"), null);
        queue.jobs.remove(0);

        ControllerTerm shift = shift("2");
        assertThat(shift.begin(0)).isTrue();
        shift.end("it is done");

        assertThat(queue.did).contains("submitted 3 after 2", "cancelled [2, 3]");
        assertThat(shift("3").begin(0)).isFalse();
        assertThat(told).containsExactly("The study needs no controller any more: it is done.");
    }

    @Test
    void aControllerThatIsNotNeededTakesBackOnlyWhatItSubmitted() {
        launch().begin(List.of("true"), null);
        ControllerTerm shift = shift("2");
        shift.begin(0);

        shift.notNeeded();

        assertThat(queue.did).endsWith("cancelled [3]");
    }

    @Test
    void handsOverSomeTimeBeforeItsEnd() throws Exception {
        launch().begin(List.of("true"), null);
        AtomicInteger handedOver = new AtomicInteger();
        try (ControllerTerm shift = shift("1")) {
            shift.begin(0);
            Instant begun = Instant.now();
            shift.watch(handedOver::incrementAndGet);
            Eventually.holds("it hands over", Duration.ofSeconds(20), () -> handedOver.get() > 0);

            assertThat(Duration.between(begun, Instant.now())).isLessThan(LIFE);
            assertThat(shift.isHandedOver()).isTrue();
            assertThat(queue.did)
                    .as("the successor has one of its own before it starts")
                    .contains("submitted 3 after 2")
                    .doesNotContain("submitted 4 after 3");
        }
        assertThat(Launch.isUnderWay(folder)).isTrue();
    }

    @Test
    void controllersThatDieAgainAndAgainWhileNoTrialIsFinishedAreNotFollowedForEver() {
        launch().begin(List.of("true"), null);
        for (int i = 1; i <= 5; i++) {
            assertThat(shift(String.valueOf(i)).begin(3)).isTrue();
        }

        assertThatThrownBy(() -> shift("6").begin(3))
                .isInstanceOf(TrialogException.class)
                .hasMessageContaining("5 controllers in a row died while no trial was finished");
        assertThat(Launch.ending(folder)).contains("died");
    }

    @Test
    void aDeathAfterWhichTrialsWereFinishedDoesNotCount() {
        launch().begin(List.of("true"), null);
        for (int i = 1; i <= 8; i++) {
            assertThat(shift(String.valueOf(i)).begin(i)).isTrue();
        }
    }

    @Test
    void whatTheSchedulerRefusesForGoodIsTold() {
        queue.refuses = SubmissionException.Kind.PERMANENT;

        assertThatThrownBy(() -> launch().begin(List.of("true"), null))
                .isInstanceOf(TrialogException.class)
                .hasMessage("invalid partition specified");
        assertThat(Launch.isUnderWay(folder)).isFalse();
    }
}
