package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyHeldException;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.internal.journal.lock.ControllerLock;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.study.ControllerInfo;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReaderTest {

    @TempDir
    Path studies;

    private Path apple() {
        return studies.resolve("apple");
    }

    private Study created() {
        return Study.builder("apple").minimize("loss").seed(1).under(studies).open();
    }

    @Test
    void anOpenStudyNamesItsControllerAndAClosedOneHasNone() throws IOException {
        Instant taken = Instant.parse("2026-01-02T03:04:05Z");
        try (Study study = created()) {
            Files.setLastModifiedTime(apple().resolve("controller.lock"), FileTime.from(taken));

            ControllerInfo holder = StudyReader.holder(study.directory());

            assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.since()).isEqualTo(taken);
            assertThat(holder.epoch()).isEqualTo(1);
            assertThat(holder.life()).isEqualTo(ControllerInfo.Life.ALIVE);
            assertThat(holder.isDead()).isFalse();
            assertThat(StudyReader.isHeld(apple())).isTrue();
        }
        assertThat(StudyReader.holder(apple())).isNull();
        assertThat(StudyReader.isHeld(apple())).isFalse();
    }

    @Test
    void aStudyThatAnotherMachineHoldsIsNotOpenedAndTheExceptionNamesTheHolder() throws IOException {
        created().close();
        LockHolder elsewhere =
                new LockHolder("t", "node7", "another-boot", "", 12, 34, "4711", "", 0, 2, apple().toString());
        ControllerLock.acquire(apple(), elsewhere, null);

        assertThatThrownBy(() -> Study.open(OpenOptions.of("apple").withRoot(studies)))
                .isInstanceOfSatisfying(StudyHeldException.class, held -> {
                    assertThat(held.holder().host()).isEqualTo("node7");
                    assertThat(held.holder().pid()).isEqualTo(12);
                    assertThat(held.holder().job()).isEqualTo("4711");
                    assertThat(held.holder().epoch()).isEqualTo(2);
                    assertThat(held.holder().since()).isNotNull();
                    assertThat(held.holder().life()).isEqualTo(ControllerInfo.Life.UNKNOWN);
                    assertThat(held.holder().describe()).isEqualTo("process 12 on node7, job 4711, epoch 2");
                });
    }

    @Test
    void aReaderFollowsAStudyThatRuns() {
        try (Study study = created()) {
            StudyReader reader = StudyReader.open(apple());
            assertThat(reader.view().trialCount()).isEqualTo(0);
            assertThat(reader.refresh()).isFalse();

            study.optimize(2, trial -> trial.suggestFloat("x", 0, 1));

            assertThat(reader.refresh()).isTrue();
            assertThat(reader.view().finishedCount()).isEqualTo(2);
            assertThat(reader.studyId())
                    .isEqualTo(StudyReader.open(apple()).studyId())
                    .isNotEmpty();
        }
    }

    @Test
    void readingEndsWhereTheHandlerSaysSo() {
        created().close();
        List<String> types = new ArrayList<>();

        StudyReader.open(apple()).events(0, event -> {
            types.add(event.envelope().type());
            return types.size() < 2;
        });

        assertThat(types).containsExactly("StudyCreated", "ControllerStarted");
    }

    @Test
    void aDirectoryWithoutAStudyIsRefused() {
        assertThatThrownBy(() -> StudyReader.open(studies.resolve("pear")))
                .isInstanceOf(StudyNotFoundException.class)
                .hasMessageStartingWith("There is no study in " + studies.resolve("pear") + ".");
    }
}
