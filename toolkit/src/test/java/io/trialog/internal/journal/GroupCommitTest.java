package io.trialog.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.JournalException;
import io.trialog.internal.journal.codec.Head;
import io.trialog.study.Durability;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions of several threads at a time, on copies whose forces end when the test lets them. */
class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 16;

    private final GatedCopy first = new GatedCopy();
    private final GatedCopy second = new GatedCopy();
    private final Journal journal = DurableJournal.open(
            InstantSource.system(),
            "0123456789abcdef",
            1,
            Head.NONE,
            new DurableJournal.Parts(
                    List.of(first, second), Durability.FULL, () -> {}, (from, to, handler) -> {}, () -> {}, PATIENCE));

    /** A copy in which each force waits for a permit. */
    private static final class GatedCopy implements LogCopy {
        private final AtomicInteger lines = new AtomicInteger();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger forces = new AtomicInteger();
        private final Semaphore permits = new Semaphore(0);
        private volatile boolean breaks;

        @Override
        public void append(List<byte[]> more) {
            lines.addAndGet(more.size());
        }

        @Override
        public void force() throws IOException {
            begun.incrementAndGet();
            permits.acquireUninterruptibly();
            if (breaks) {
                throw new IOException("the disk went away");
            }
            forces.incrementAndGet();
        }

        @Override
        public void close(Head end) {}

        void open() {
            permits.release(1_000_000);
        }
    }

    @AfterEach
    void close() {
        first.open();
        second.open();
        try {
            journal.close();
        } catch (JournalException e) {
            assertThat(second.breaks).isTrue();
        }
    }

    @Test
    void decisionsThatWaitTogetherShareTheirTwoForces() throws Exception {
        FutureTask<?> early = decide();
        Eventually.holds("the first decision is being forced", PATIENCE, () -> first.begun.get() == 1);
        List<FutureTask<?>> together = decideTogether();

        first.open();
        second.open();

        for (FutureTask<?> decision : together) {
            decision.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(early.isDone()).isTrue();
        assertThat(List.of(first.forces.get(), second.forces.get())).containsExactly(2, 2);
        assertThat(List.of(first.lines.get(), second.lines.get())).containsExactly(1 + THREADS, 1 + THREADS);
    }

    @Test
    void noneOfThemIsAcknowledgedBeforeBothCopiesAreForced() throws Exception {
        List<FutureTask<?>> together = decideTogether();
        first.open();
        Eventually.holds("the second copy is being forced", PATIENCE, () -> second.begun.get() == 1);

        assertThat(together).noneMatch(FutureTask::isDone);
        assertThat(journal.durableSeq()).isEqualTo(-1);

        second.open();
        for (FutureTask<?> decision : together) {
            decision.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(journal.durableSeq()).isEqualTo(THREADS - 1);
    }

    @Test
    void aForceThatFailsIsToldToAllThatWaitedForIt() throws Exception {
        List<FutureTask<?>> together = decideTogether();
        second.breaks = true;
        first.open();
        second.open();

        for (FutureTask<?> decision : together) {
            assertThatThrownBy(() -> decision.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("The log could not be written after seq -1")
                    .hasMessageContaining("the disk went away");
        }
        assertThat(journal.durableSeq()).isEqualTo(-1);
    }

    private FutureTask<?> decide() {
        return run(() -> {
            journal.append(Recording.of(Events.told(0.5)).trial(0).attempt(1));
            journal.commit();
            return null;
        });
    }

    /** Decisions of many threads, all of which are appended before any of these threads waits. */
    private List<FutureTask<?>> decideTogether() throws InterruptedException {
        CountDownLatch appended = new CountDownLatch(THREADS);
        List<FutureTask<?>> decisions = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            decisions.add(run(() -> {
                journal.append(Recording.of(Events.told(0.25)).trial(0).attempt(1));
                appended.countDown();
                appended.await();
                journal.commit();
                return null;
            }));
        }
        appended.await();
        return decisions;
    }

    private static FutureTask<?> run(Callable<?> work) {
        FutureTask<?> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "decision");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
