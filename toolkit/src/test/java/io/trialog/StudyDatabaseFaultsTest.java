package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.projection.sqlite.ReadingProgram;
import io.trialog.internal.projection.sqlite.StudyDatabaseCheck;
import io.trialog.study.Verification;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to {@code study.db} while a study runs concerns {@code study.db} only, and is made good. */
@Tag("processes")
class StudyDatabaseFaultsTest {

    /** A minute under {@code -Pfull}. */
    private static final Duration LOCKED = Duration.ofSeconds(Boolean.getBoolean("trialog.full") ? 60 : 3);

    @TempDir
    Path root;

    private Study study;
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() {
        study = open("branin");
        study.onNotice(notices::add);
        optimize(10);
    }

    @AfterEach
    void end() {
        study.close();
    }

    private Study open(String name) {
        return Study.builder(name).minimize().seed(5).under(root).open();
    }

    private void optimize(int trials) {
        study.optimize(trials, trial -> {
            double x = trial.suggestFloat("x", -5, 10);
            trial.report(x, 0);
            return x * x;
        });
    }

    private Path database() {
        return root.resolve("branin/study.db");
    }

    private boolean isUpToDate() {
        return StudyDatabaseCheck.position(database()) == study.view().position();
    }

    private void assertVerified() {
        Verification verification = study.replay().verify();
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
    }

    @Test
    void aReaderThatHoldsALockForLongDelaysNoAskAndTheDatabaseCatchesUpAfterIt() throws Exception {
        long before = study.view().position();
        long slowest = 0;
        int asked = 0;
        try (ReadingProgram reader = ReadingProgram.on(database())) {
            long end = System.nanoTime() + LOCKED.toNanos();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                Trial trial = study.ask();
                double x = trial.suggestFloat("x", -5, 10);
                study.tell(trial, x * x);
                slowest = Math.max(slowest, System.nanoTime() - start);
                asked++;
                Thread.sleep(20);
            }
            assertThat(StudyDatabaseCheck.position(database()))
                    .as("the reader sees one state all the time")
                    .isEqualTo(before);
        }

        assertThat(asked).isGreaterThan((int) LOCKED.toSeconds());
        assertThat(Duration.ofNanos(slowest)).as("the slowest ask and tell").isLessThan(LOCKED);
        Eventually.holds("study.db caught up", Duration.ofSeconds(20), this::isUpToDate);
        assertThat(notices).as("a lock is no trouble").isEmpty();
        assertVerified();
    }

    @Test
    void aStudyThatIsClosedWhileAReaderHoldsALockIsCaughtUpWhenItIsOpenedAgain() throws Exception {
        try (ReadingProgram reader = ReadingProgram.on(database())) {
            study.tell(study.ask(), 0.5);
            long start = System.nanoTime();
            study.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
        study = open("branin");
        Eventually.holds("study.db caught up", Duration.ofSeconds(20), this::isUpToDate);
        assertVerified();
    }

    /** What may be done to a file. */
    private enum Fault {
        DELETED {
            @Override
            void strike(Path file, Path other) throws IOException {
                Files.delete(file);
            }
        },
        EMPTIED {
            @Override
            void strike(Path file, Path other) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT_IN_HALF {
            @Override
            void strike(Path file, Path other) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        },
        OVERWRITTEN {
            @Override
            void strike(Path file, Path other) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(new byte[8192]), 4096);
                }
            }
        },
        OF_ANOTHER_STUDY {
            @Override
            void strike(Path file, Path other) throws IOException {
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        NO_DATABASE {
            @Override
            void strike(Path file, Path other) throws IOException {
                Files.writeString(file, "notes of mine ".repeat(1000));
            }
        };

        abstract void strike(Path file, Path other) throws IOException;
    }

    private Path databaseOfAnotherStudy() {
        try (Study other = open("other")) {
            other.optimize(3, trial -> trial.suggestFloat("x", 0, 1));
        }
        return root.resolve("other/study.db");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aSpoiltDatabaseIsWrittenAnewWhileTheStudyGoesOn(Fault fault) throws Exception {
        fault.strike(database(), databaseOfAnotherStudy());

        optimize(20);

        assertThat(study.finishedTrials()).isEqualTo(20);
        Eventually.holds("study.db is whole", Duration.ofSeconds(20), this::isUpToDate);
        assertVerified();
        assertKept(fault);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aDatabaseSpoiltWhileNobodyHadTheStudyOpenIsWrittenAnew(Fault fault) throws Exception {
        study.close();
        fault.strike(database(), databaseOfAnotherStudy());

        study = open("branin");

        Eventually.holds("study.db is whole", Duration.ofSeconds(20), this::isUpToDate);
        assertVerified();
        assertKept(fault);
    }

    private void assertKept(Fault fault) {
        boolean foreign = fault == Fault.OF_ANOTHER_STUDY || fault == Fault.NO_DATABASE;
        assertThat(Files.exists(root.resolve("branin/study.db.foreign-1")))
                .as("what is not ours is kept")
                .isEqualTo(foreign);
    }
}
