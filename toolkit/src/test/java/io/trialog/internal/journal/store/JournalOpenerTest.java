package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.exception.StudyHeldException;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.internal.platform.ThisUser;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JournalOpenerTest {

    @TempDir
    Path directory;

    private Path study() {
        return directory.resolve("study");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void aNewLogBeginsWithTheStudyAndItsFirstController() {
        try (Opened opened = Studies.open(study(), Durability.FULL)) {
            assertThat(opened.opened().isNew()).isTrue();
            assertThat(opened.events()).hasSize(2);
            assertThat(opened.events().get(0).event()).isEqualTo(Events.created());
            StudyEvent.ControllerStarted started =
                    (StudyEvent.ControllerStarted) opened.events().get(1).event();
            assertThat(started.continuesSeq()).isZero();
            assertThat(started.durability()).isEqualTo("full");
            assertThat(started.reason()).isEqualTo("opened");
            assertThat(opened.journal().epoch()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER", "LOCAL"})
    void aLogGoesOnWhereItEndedAtEveryLevel(Durability level) {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (Opened opened = Studies.open(study(), level)) {
                assertThat(opened.opened().notes()).isEmpty();
                assertThat(opened.journal().epoch()).isEqualTo(epoch);
                assertThat(opened.events()).hasSize(2 + 6 * (epoch - 1));
                Studies.report(opened.journal(), 0, 5);
            }
        }
        assertThat(study().resolve("ledger/000003.jsonl")).exists();
    }

    @Test
    void theLevelMayChangeAndTheOldOneIsRememberedOtherwise() {
        Studies.create(study(), Durability.LEDGER, 3);
        try (Opened opened = Studies.open(study(), null)) {
            assertThat(opened.journal().durability()).isEqualTo(Durability.LEDGER);
        }
        try (Opened opened = Studies.open(study(), Durability.FULL)) {
            assertThat(opened.journal().durability()).isEqualTo(Durability.FULL);
            assertThat(opened.opened().notes()).isEmpty();
        }
        assertThat(study().resolve("queue/gen-0001/clean")).exists();
    }

    @ParameterizedTest
    @CsvSource({"FULL, LEDGER", "FULL, LOCAL", "LEDGER, FULL", "LEDGER, LOCAL", "LOCAL, FULL", "LOCAL, LEDGER"})
    void aStudyThatChangesItsLevelThereAndBackLosesNothing(Durability one, Durability other) {
        int events = 0;
        for (Durability level : List.of(one, other, one)) {
            try (Opened opened = Studies.open(study(), level)) {
                assertThat(opened.events()).hasSize(events + (events == 0 ? 2 : 1));
                assertThat(opened.opened().notes()).isEmpty();
                Studies.report(opened.journal(), 0, 4);
                events = opened.events().size() + 4;
            }
        }
        assertThat(LogCheck.of(study(), Map.of(), event -> {}).failure()).isEmpty();
    }

    @Test
    void aSecondControllerGetsAMessageThatNamesTheFirst() {
        try (Opened opened = Studies.open(study(), Durability.LEDGER)) {
            assertThat(opened.journal().epoch()).isEqualTo(1);
            assertThatThrownBy(() -> Studies.open(study(), Durability.LEDGER))
                    .isInstanceOf(StudyHeldException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
                    .hasMessageContaining("holds it and is alive")
                    .hasMessageContaining("trialog takeover");
        }
    }

    @Test
    void afterATakeoverTheFirstControllerIsFencedOffAndDoesNoHarm() {
        Opened first = Studies.open(study(), Durability.FULL);
        Studies.report(first.journal(), 0, 3);
        first.journal().append(Recording.of(Events.reported(99, 9)).trial(0).attempt(1));
        OpenRequest takeover = Studies.request(study(), Durability.FULL).withMode(OpenRequest.Mode.TAKEOVER);
        try (Opened second = Studies.open(takeover)) {
            assertThat(second.journal().epoch()).isEqualTo(2);
            assertThatThrownBy(() -> first.journal().commit())
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("was fenced off");
            assertThatThrownBy(first::close).isInstanceOf(JournalException.class);
            Studies.report(second.journal(), 0, 2);
        }
        try (Opened third = Studies.open(study(), Durability.FULL)) {
            assertThat(third.events()).hasSize(2 + 3 + 1 + 2 + 1);
            assertThat(third.opened().notes()).isEmpty();
        }
    }

    @Test
    void aCopiedDirectoryOpensAsAReaderUntilTheUserSaysSo() throws IOException {
        Path copy = directory.resolve("copy");
        try (Opened opened = Studies.open(study(), Durability.FULL)) {
            Studies.report(opened.journal(), 0, 3);
            copy(study(), copy);
            try (Opened reader = Studies.open(copy, Durability.FULL)) {
                assertThat(reader.opened().isReader()).isTrue();
                assertThat(reader.events()).hasSize(5);
                assertThat(reader.opened().notes().get(0)).contains("was last controlled as " + study());
            }
            OpenRequest copied = Studies.request(copy, Durability.FULL).withMode(OpenRequest.Mode.COPIED);
            try (Opened controller = Studies.open(copied)) {
                Studies.report(controller.journal(), 3, 5);
            }
            Studies.report(opened.journal(), 3, 5);
        }
    }

    @Test
    void aMovedDirectoryGoesOnAfterTheUserSaysSo() throws IOException {
        Studies.create(study(), Durability.FULL, 3);
        Path moved = Files.move(study(), directory.resolve("moved"));
        try (Opened reader = Studies.open(moved, Durability.FULL)) {
            assertThat(reader.opened().isReader()).isTrue();
        }
        try (Opened opened =
                Studies.open(Studies.request(moved, Durability.FULL).withMode(OpenRequest.Mode.MOVED))) {
            assertThat(opened.events()).hasSize(6);
        }
        try (Opened again = Studies.open(moved, Durability.FULL)) {
            assertThat(again.opened().isReader()).isFalse();
        }
    }

    @Test
    void aDirectoryWithoutAStudyIsNamed() {
        assertThatThrownBy(() -> Studies.open(OpenRequest.of(study(), Events.PLATFORM, InstantSource.system())))
                .isInstanceOf(JournalException.class)
                .hasMessage("There must be a study in " + study() + ", but there is no ledger in it.");
    }

    @Test
    void theHolderOnAnotherMachineIsOnlyReplacedIfItsDeathIsKnown() throws IOException {
        Studies.create(study(), Durability.LEDGER, 1);
        LockHolder elsewhere =
                new LockHolder("t", "node7", "another-boot", "", 12, 34, "4711", "", 0, 1, study().toString());
        ControllerLock.acquire(study(), elsewhere, null);
        OpenRequest request = Studies.request(study(), Durability.LEDGER);
        assertThatThrownBy(() -> Studies.open(request))
                .hasMessageContaining(
                        "process 12 on node7, job 4711, epoch 1 holds it, and whether that is still alive");
        try (Opened opened = Studies.open(request.withHolderIsDead(h -> h.job().equals("4711")))) {
            assertThat(opened.journal().epoch()).isEqualTo(2);
        }
    }

    @Test
    void onANetworkFileSystemTheQueueLiesElsewhereAndAMessageSaysSo() {
        MountTable mounts = new MountTable(List.of(
                "1 0 8:1 / / rw - ext4 /dev/sda rw",
                "2 1 0:3 / /home rw shared:1 - nfs4 server:/x rw",
                "3 1 0:4 / /shm rw - tmpfs tmpfs rw"));
        QueuePlace place = QueuePlace.choose(
                Path.of("/home/me/studies/a"), Durability.FULL, Map.of("TRIALOG_LOCAL", "/local"), mounts);
        assertThat(place.directory().toString()).startsWith("/local/trialog-" + ThisUser.number() + "/a-");
        assertThat(place.notes().get(0)).contains("network file system (nfs4)");
        QueuePlace memory =
                QueuePlace.choose(Path.of("/home/a"), Durability.FULL, Map.of("TRIALOG_LOCAL", "/shm"), mounts);
        assertThat(memory.notes().get(1)).contains("does not survive the loss of power");
        QueuePlace local = QueuePlace.choose(Path.of("/data/a"), Durability.FULL, Map.of(), mounts);
        assertThat(local).isEqualTo(new QueuePlace(Path.of("/data/a/queue"), List.of()));
        assertThat(QueuePlace.away(Path.of("/home/me/studies/a"), Map.of("TRIALOG_LOCAL", "/local"), mounts))
                .isEqualTo(place.directory().getParent());
        assertThat(QueuePlace.away(Path.of("/data/a"), Map.of(), mounts)).isNull();
    }
}
