package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.JournalException;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.ledger.Disk;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One controller goes on where another one stopped, died, or only slept. */
class TakeoverTest {

    @TempDir
    Path directory;

    private Path study() {
        return directory.resolve("study");
    }

    private OpenRequest takeover() {
        return Studies.request(study(), Durability.FULL).withMode(OpenRequest.Mode.TAKEOVER);
    }

    private LogCheck verify() {
        return LogCheck.of(study(), Map.of(), event -> {});
    }

    /** The first {@code count} lines of the ledger's first file; the rest had not arrived when A died. */
    private void cutLedger(int count) throws IOException {
        Path file = study().resolve("ledger/000001.jsonl");
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        Files.writeString(file, String.join("\n", lines.subList(0, count)) + "\n");
        Files.delete(study().resolve("ledger/acknowledged"));
        Files.delete(study().resolve("queue/gen-0001/clean"));
    }

    private void lockedFromAnotherMachine() throws IOException {
        LockHolder elsewhere =
                new LockHolder("t", "node7", "another-boot", "", 12, 34, "", "", 0, 1, study().toString());
        ControllerLock.acquire(study(), elsewhere, null);
    }

    @Test
    void whatOnlyTheQueueOfADeadMachineHoldsIsSetAsideWhenThatComesBack() throws IOException {
        Studies.create(study(), Durability.FULL, 10);
        cutLedger(7);
        Path queueOfA = Files.move(study().resolve("queue"), directory.resolve("queue of A"));
        lockedFromAnotherMachine();
        assertThatThrownBy(() -> Studies.open(study(), Durability.FULL)).isInstanceOf(StudyHeldException.class);
        try (Opened b = Studies.open(takeover())) {
            assertThat(b.events()).hasSize(7 + 1);
            Studies.report(b.journal(), 0, 3);
        }

        Files.move(study().resolve("queue"), directory.resolve("queue of B"));
        Files.move(queueOfA, study().resolve("queue"));
        assertThat(verify().failure()).isEmpty();
        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.SET_ASIDE, Finding.Kind.BEHIND);
        try (Opened back = Studies.open(study(), null)) {
            assertThat(back.events()).hasSize(7 + 1 + 3 + 1);
            assertThat(back.opened().notes().toString())
                    .contains("events that epoch 1 wrote after epoch 2 had taken over", "from seq 7 on (5 lines)");
            Studies.report(back.journal(), 0, 2);
        }
        assertThat(study().resolve("queue/gen-0001/kept")).exists();
        assertThat(verify().isGreen()).isTrue();
    }

    @Test
    void theOtherWayRoundTheQueueThatReachesFurtherWinsIfNobodyWentOnMeanwhile() throws IOException {
        Studies.create(study(), Durability.FULL, 10);
        cutLedger(7);
        try (Opened again = Studies.open(study(), null)) {
            assertThat(again.events()).hasSize(12 + 1);
        }
        assertThat(verify().isGreen()).isTrue();
    }

    @Test
    void aLockThatCanNotBeReadIsTakenOver() throws IOException {
        Studies.create(study(), Durability.LEDGER, 3);
        Files.writeString(study().resolve("controller.lock"), "{\"token\":");
        assertThatThrownBy(() -> Studies.open(study(), null))
                .isInstanceOf(StudyHeldException.class)
                .hasMessageContaining("an unreadable lock file", "trialog takeover");

        OpenRequest takeover = Studies.request(study(), null).withMode(OpenRequest.Mode.TAKEOVER);
        try (Opened opened = Studies.open(takeover)) {
            assertThat(opened.events()).hasSize(6);
        }
        assertThat(study().resolve("controller.lock")).doesNotExist();
    }

    @Test
    void anEpochThatALockMadeUpIsNotBelieved() throws IOException {
        Studies.create(study(), Durability.LEDGER, 3);
        Files.writeString(
                study().resolve("controller.lock"), "{\"token\":\"t\",\"host\":\"h\",\"pid\":1,\"epoch\":2147483647}");
        OpenRequest takeover = Studies.request(study(), null).withMode(OpenRequest.Mode.TAKEOVER);
        try (Opened opened = Studies.open(takeover)) {
            assertThat(opened.opened().notes().toString()).contains("the epoch 2147483647, which is not believed");
            assertThat(opened.journal().epoch()).isEqualTo(2);
        }
    }

    @RepeatedTest(5)
    void ofSeveralThatBeginAtOnceOneHoldsTheStudyAndTheOthersAreToldWho() throws Exception {
        Studies.create(study(), Durability.LEDGER, 3);
        LockHolder dead = new LockHolder("t", "node7", "another-boot", "", 12, 34, "", "", 0, 1, study().toString());
        ControllerLock.acquire(study(), dead, null);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Opened>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(pool.submit(() -> {
                start.await();
                return Studies.open(Studies.request(study(), null)
                        .withHolderIsDead(holder -> holder.token().equals("t")));
            }));
        }
        start.countDown();
        List<Opened> holding = new ArrayList<>();
        for (Future<Opened> one : all) {
            try {
                holding.add(one.get());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(StudyHeldException.class);
            }
        }
        holding.forEach(Opened::close);
        pool.shutdown();
        assertThat(holding).hasSize(1);
    }

    /** Where the first controller falls asleep. */
    enum Sleep {
        BEFORE_WRITING,
        HALF_WAY,
        BEFORE_FORCING
    }

    /** A disk whose next operation takes as long as the test wants. */
    private static final class SlowDisk implements Disk {

        private final CountDownLatch asleep = new CountDownLatch(1);
        private final CountDownLatch wake = new CountDownLatch(1);
        private final Sleep where;
        private volatile boolean armed;

        SlowDisk(Sleep where) {
            this.where = where;
        }

        private void sleepIf(Sleep here) throws IOException {
            if (armed && here == where) {
                armed = false;
                asleep.countDown();
                try {
                    wake.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }

        @Override
        public File create(Path path) throws IOException {
            File file = Disk.REAL.create(path);
            return new File() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    sleepIf(Sleep.BEFORE_WRITING);
                    int half = bytes.remaining() / 2;
                    file.write(bytes.slice(bytes.position(), half));
                    sleepIf(Sleep.HALF_WAY);
                    file.write(bytes.position(bytes.position() + half));
                }

                @Override
                public void force() throws IOException {
                    sleepIf(Sleep.BEFORE_FORCING);
                    file.force();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        @Override
        public void forceDirectory(Path path) throws IOException {
            Disk.REAL.forceDirectory(path);
        }

        @Override
        public long usableSpace(Path path) {
            return Long.MAX_VALUE;
        }
    }

    @ParameterizedTest
    @EnumSource(Sleep.class)
    void aControllerThatWakesUpInTheMiddleOfAWriteAfterATakeoverDoesNoHarm(Sleep where) throws Exception {
        SlowDisk disk = new SlowDisk(where);
        Opened a = Studies.open(Studies.request(study(), Durability.FULL).withDisk(disk));
        Studies.report(a.journal(), 0, 5);
        disk.armed = true;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> commit = thread.submit(() -> Studies.report(a.journal(), 5, 9));
        disk.asleep.await();
        List<String> fromB = new ArrayList<>();
        try (Opened b = Studies.open(takeover())) {
            b.events().forEach(event -> fromB.add(event.envelope().hash()));
            Studies.report(b.journal(), 0, 3);
            disk.wake.countDown();
            assertThatThrownBy(commit::get).hasRootCauseMessage(fencedOff(a));
            assertThatThrownBy(() -> a.journal()
                            .append(Recording.of(Events.reported(0, 0)).trial(0).attempt(1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("was fenced off");
            assertThatThrownBy(a::close).isInstanceOf(JournalException.class);
            Studies.report(b.journal(), 3, 6);
        } finally {
            thread.shutdownNow();
        }
        assertThat(fromB).hasSizeBetween(7 + 1, 11 + 1);
        assertThat(verify().isGreen()).as(verify().toString()).isTrue();
        try (Opened c = Studies.open(study(), null)) {
            assertThat(c.opened().notes()).isEmpty();
            assertThat(c.events().subList(0, fromB.size()))
                    .extracting(event -> event.envelope().hash())
                    .isEqualTo(fromB);
            assertThat(c.events()).hasSize(fromB.size() + 6 + 1);
        }
    }

    private static String fencedOff(Opened a) {
        try {
            a.journal().commit();
            return "";
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining("was fenced off");
            return e.getMessage();
        }
    }

    @Test
    void ofManyThatStartAtTheSameMomentOneBecomesTheController() throws Exception {
        Studies.create(study(), Durability.LEDGER, 3);
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Opened>> openings = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            openings.add(threads.submit(() -> {
                start.await();
                return Studies.open(study(), Durability.LEDGER);
            }));
        }
        start.countDown();
        int opened = 0;
        for (Future<Opened> opening : openings) {
            try {
                Opened winner = opening.get();
                opened++;
                Studies.report(winner.journal(), 0, 2);
                assertThat(ControllerLock.holder(study())).isNotNull();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(JournalException.class);
                assertThat(e.getCause().getMessage()).contains("controller");
            }
        }
        threads.shutdownNow();
        assertThat(opened).isEqualTo(1);
        assertThat(verify().failure()).isEmpty();
    }
}
