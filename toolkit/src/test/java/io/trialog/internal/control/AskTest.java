package io.trialog.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.study.ReplayResult;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.testing.ListJournal;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks: prepared beside the writer, on a basis, with a memo. */
@Timeout(60)
class AskTest {

    private final ListJournal journal = new ListJournal();

    /** Proposes the number of the trial; waits at trial {@code slow} until it is let go. */
    private static final class Numbers implements Sampler {

        private final int slow;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private int memoBytes;

        Numbers(int slow) {
            this.slow = slow;
        }

        @Override
        public Plan sampleJointly(StudyView view, int trial) {
            if (trial == slow) {
                asked.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            long sum = view.trials().stream()
                    .filter(known -> known.number() < trial)
                    .mapToLong(known -> ((Number) known.memo().getOrDefault("sum", 0)).longValue())
                    .sum();
            Map<String, Object> memo = Map.of("sum", sum + 1, "text", "x".repeat(memoBytes));
            return new Plan(Map.of("x", (double) trial), "number " + trial, memo);
        }

        @Override
        public Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
            return 0.0;
        }
    }

    private Controller controller(Sampler sampler) {
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSpace(new SearchSpace(List.of(new Parameter("x", new FloatDistribution(0, 100)))))
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "median", "startup_trials", 0L));
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "j", "o", "a")))));
        return new Controller(journal, history, engines(sampler));
    }

    private static SearchEngines engines(Sampler sampler) {
        return new SearchEngines(settings -> sampler, PrunerCatalogue::of);
    }

    private ReplayResult replayed(Sampler sampler) {
        Replay replay = new Replay(engines(sampler));
        journal.events().forEach(replay::accept);
        return replay.result();
    }

    private static StudyEvent.ValueReported value(long step, double value) {
        return new StudyEvent.ValueReported(0, -1, step, Map.of("loss", value));
    }

    private static void complete(Controller controller, int trial, double value) {
        controller.tell(trial, Ending.complete(List.of(value), 1, Map.of()));
    }

    @Test
    void aDecisionAboutARunningTrialDoesNotWaitForASlowSampler() throws Exception {
        Numbers sampler = new Numbers(2);
        Controller controller = controller(sampler);
        controller.ask("manual");
        controller.report(0, 1, value(1, 1.0));
        complete(controller, 0, 1.0);
        controller.ask("manual");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<TrialRecord> slow = thread.submit(() -> controller.ask("manual"));
            sampler.asked.await();

            long before = System.nanoTime();
            assertThat(controller.report(1, 1, value(1, 2.0))).isNotNull();
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));

            assertThat(slow.isDone()).isFalse();
            sampler.go.countDown();
            assertThat(slow.get().params()).containsEntry("x", 2.0);
        } finally {
            thread.shutdownNow();
        }
        StoredEvent ask = journal.events().get(journal.events().size() - 1);
        StudyEvent.TrialAsked asked = (StudyEvent.TrialAsked) ask.event();
        assertThat(asked.basis()).isEqualTo(ask.envelope().seq() - 3); // the report and the decision stand between
        assertThat(replayed(sampler).differences()).isEmpty();
    }

    @Test
    void whatWouldChangeTheNumberOfAnAskWaitsForIt() throws Exception {
        Numbers sampler = new Numbers(0);
        Controller controller = controller(sampler);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<TrialRecord> slow = threads.submit(() -> controller.ask("manual"));
            sampler.asked.await();
            Future<Integer> enqueued = threads.submit(() -> controller
                    .amendments()
                    .enqueue(Map.of("x", 7.0), Map.of(), false)
                    .trial());
            sampler.go.countDown();

            assertThat(slow.get().number()).isZero();
            assertThat(enqueued.get()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(replayed(sampler).isProved()).isTrue();
    }

    @Test
    void aMemoStandsInTheLogIsHandedBackAndDerivedAgain() {
        Numbers sampler = new Numbers(-1);
        Controller controller = controller(sampler);
        for (int number = 0; number < 4; number++) {
            controller.ask("manual");
        }

        assertThat(controller.trial(3).memo()).containsEntry("sum", 8L);
        assertThat(replayed(sampler).isProved()).isTrue();
        sampler.memoBytes = 1;
        assertThat(replayed(sampler).differences().get(0))
                .contains("the memo of trial 0 is", "but the sampler derives");
    }

    @Test
    void aMemoThatIsTooLargeIsRefusedAndNothingIsAsked() {
        Numbers sampler = new Numbers(-1);
        sampler.memoBytes = 16 * 1024;
        Controller controller = controller(sampler);

        assertThatExceptionOfType(TrialogException.class)
                .isThrownBy(() -> controller.ask("manual"))
                .withMessageStartingWith(
                        "The memo of the sampler 'random' can't be recorded: It must have at most 16384 bytes");
        assertThat(controller.view().trialCount()).isZero();
    }
}
