package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.JournalException;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.ledger.Disk;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that end half-way, and forces that fail, at every operation of a short study. */
@Tag("slow")
class FailingDiskTest {

    @TempDir
    Path directory;

    /** Fails at its n-th operation and every later one; a write leaves half of its bytes behind. */
    private static final class FailingDisk implements Disk {

        private int left;

        FailingDisk(int operations) {
            left = operations;
        }

        boolean hasFailed() {
            return left < 0;
        }

        private void count(String what) throws IOException {
            left--;
            if (left < 0) {
                throw new IOException("Input/output error while " + what);
            }
        }

        @Override
        public File create(Path path) throws IOException {
            count("creating");
            File file = Disk.REAL.create(path);
            return new File() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    try {
                        count("writing");
                    } catch (IOException e) {
                        file.write(bytes.slice(0, bytes.remaining() / 2));
                        throw e;
                    }
                    file.write(bytes);
                }

                @Override
                public void force() throws IOException {
                    count("forcing");
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
            count("forcing a directory");
            Disk.REAL.forceDirectory(path);
        }

        @Override
        public long usableSpace(Path path) {
            return Long.MAX_VALUE;
        }
    }

    /** Appends until the disk fails; returns the last acknowledged seq. */
    private static long use(OpenRequest request, FailingDisk disk) {
        long acknowledged = -1;
        try (Opened opened = Studies.open(request.withDisk(disk))) {
            Journal journal = opened.journal();
            acknowledged = journal.lastSeq();
            for (int i = 0; i < 6; i++) {
                Studies.report(journal, i, i + 1 + i % 3);
                acknowledged = journal.lastSeq();
            }
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining("Input/output error while");
        }
        return acknowledged;
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER", "LOCAL"})
    void whicheverOperationFailsNothingAcknowledgedIsLostAndTheStudyGoesOn(Durability level) {
        boolean failed = true;
        for (int n = 0; failed; n++) {
            Path study = directory.resolve("study-" + n);
            FailingDisk disk = new FailingDisk(n);
            long acknowledged = use(Studies.request(study, level), disk);
            failed = disk.hasFailed();
            try (Opened again = Studies.open(study, level)) {
                assertThat(again.opened().head().seq()).as("operation %s", n).isGreaterThan(acknowledged);
                Studies.report(again.journal(), 0, 2);
            }
            try (Opened again = Studies.open(study, level)) {
                assertThat(again.opened().notes()).as("operation %s", n).isEmpty();
            }
        }
    }

    @Test
    void afterAFailedForceNothingMoreIsTakenUntilTheStudyIsOpenedAgain() {
        FailingDisk disk = new FailingDisk(9);
        Path study = directory.resolve("study");
        Opened opened = Studies.open(Studies.request(study, Durability.LEDGER).withDisk(disk));
        Journal journal = opened.journal();
        assertThatThrownBy(() -> Studies.report(journal, 0, 1))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("could not be written after seq 1")
                .hasMessageContaining("\nMaybe the disk is full or went away. Open the study again");
        assertThatThrownBy(() -> journal.append(
                        Recording.of(Events.reported(1, 1)).trial(0).attempt(1)))
                .isInstanceOf(JournalException.class);
        assertThatThrownBy(journal::commit).isInstanceOf(JournalException.class);
        assertThatThrownBy(opened::close).isInstanceOf(JournalException.class);
    }
}
