package io.trialog.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.internal.text.ControllersText;
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
import java.util.concurrent.ConcurrentHashMap;
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

    /** A scheduler that starts whatever waits for nothing; who waits for the end of a job is not asked about it after that. */
    private static final class Queue implements ControllerJobs {
        private final List<String> jobs = new CopyOnWriteArrayList<>();
        private final Map<String, Order> orders = new ConcurrentHashMap<>();
        private final List<String> did = new CopyOnWriteArrayList<>();
        private final Instant end = Instant.now().plus(LIFE);
        private int last;
        private SubmissionException.@Nullable Kind refuses;
        private int most = Integer.MAX_VALUE;

        @Override
        public String submit(Order order) throws SubmissionException {
            if (refuses != null) {
                throw new SubmissionException(refuses, "invalid partition specified");
            }
            if (jobs.size() >= most) {
                throw new SubmissionException(SubmissionException.Kind.QUOTA, "QOSMaxSubmitJobPerUserLimit");
            }
            String id = String.valueOf(++last);
            orders.put(id, order);
            jobs.add(id);
            did.add("submitted " + id + (order.after().isEmpty() ? "" : " after " + order.after()));
            return id;
        }

        @Override
        public List<ControllerJob> of(String owner) {
            return jobs.stream().map(this::job).toList();
        }

        private ControllerJob job(String id) {
            List<String> after =
                    orders.get(id).after().stream().filter(jobs::contains).toList();
            JobState state = after.isEmpty() ? JobState.RUNNING : JobState.QUEUED;
            return new ControllerJob(id, state, state.name(), after, "", end);
        }

        private List<String> running() {
            return of("").stream()
                    .filter(job -> !job.isWaiting())
                    .map(ControllerJob::id)
                    .toList();
        }

        @Override
        public boolean isOver(String cluster, String job) {
            return !jobs.contains(job);
        }

        @Override
        public void cancel(Collection<String> ids) {
            did.add("cancelled " + ids);
            jobs.removeAll(ids);
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
    void aLaunchedStudyHasAControllerAndTwoSuccessorsAndIsNotLaunchedTwice() {
        List<ControllerJob> jobs = launch().begin(List.of("true"), null);

        assertThat(jobs).extracting(ControllerJob::id).containsExactly("1", "2", "3");
        assertThat(ControllersText.of(jobs))
                .isEqualTo("is run by job 1 (RUNNING); job 2 takes over when that ends, then job 3.");
        assertThat(launch().begin(List.of("true"), null))
                .extracting(ControllerJob::id)
                .containsExactly("1", "2", "3");
        assertThat(queue.did)
                .containsExactly("submitted 1", "submitted 2 after [1]", "submitted 3 after [1, 2]", "made way");
    }

    @Test
    void twoControllersThatAreKilledInARowTheSecondBeforeItDidAnythingDoNotEndTheChain() {
        launch().begin(List.of("true"), null);
        shift("1").begin(0);

        queue.jobs.remove("1");
        assertThat(queue.running()).containsExactly("2");
        queue.jobs.remove("2");
        assertThat(queue.running()).containsExactly("3");

        assertThat(shift("3").begin(0)).isTrue();
        assertThat(queue.did).endsWith("submitted 4 after [3]", "submitted 5 after [3, 4]", "made way");
    }

    @Test
    void aSuccessorThatIsCancelledLetsNoOtherStartBesideTheControllerAndIsReplaced() throws Exception {
        launch().begin(List.of("true"), null);
        try (ControllerTerm shift = shift("1")) {
            shift.begin(0);
            queue.jobs.remove("2");
            assertThat(queue.running()).containsExactly("1");

            shift.watch(() -> {});

            Eventually.holds(
                    "another one waits", Duration.ofSeconds(20), () -> queue.did.contains("submitted 4 after [1, 3]"));
        }
    }

    @Test
    void whereOnlyOneSuccessorIsAllowedTheStudyIsRunAndThatIsSaidOnce() {
        queue.most = 2;
        launch().begin(List.of("true"), null);
        ControllerTerm shift = shift("1");

        assertThat(shift.begin(0)).isTrue();
        assertThat(shift.begin(0)).isTrue();

        assertThat(queue.did).contains("submitted 2 after [1]");
        assertThat(told)
                .containsExactly("Only one controller waits behind this one; another one is asked for again later:"
                        + " QOSMaxSubmitJobPerUserLimit");
    }

    @Test
    void eachControllerMakesSureOfItsOwnSuccessorsAndCancelsThemInTheEnd() {
        launch().begin(List.of("true"), null);
        queue.jobs.remove("1");

        ControllerTerm shift = shift("2");
        assertThat(shift.begin(0)).isTrue();
        shift.end("it is done");

        assertThat(queue.did).endsWith("submitted 4 after [2, 3]", "made way", "cancelled [4, 3]");
        assertThat(shift("3").begin(0)).isFalse();
        assertThat(told).containsExactly("The study needs no controller any more: it is done.");
    }

    @Test
    void aControllerThatIsNotNeededTakesBackOnlyWhatItSubmitted() {
        launch().begin(List.of("true"), null);
        queue.jobs.removeAll(List.of("2", "3"));
        ControllerTerm shift = shift("1");
        shift.begin(0);

        shift.notNeeded();

        assertThat(queue.did).endsWith("cancelled [5, 4]");
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
