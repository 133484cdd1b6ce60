package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.exception.JournalException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.Mount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks that fill up, can't be written to, or are none; and a JVM that lacks its flags. Mounts real file systems. */
@Tag("processes")
class HostileDisksTest {

    /** The ledger looks how much is left before it writes; the queue may hit the end first. */
    private static final String FULL = "(?s).*(bytes left for the next events, but has \\d+|No space left on device).*"
            + "\nMaybe (free some space|the disk is full).*[Oo]pen the study again.*";

    @TempDir
    Path directory;

    /** Takes all space that there is. */
    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return ballast;
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER", "LOCAL"})
    void aDiskThatFillsUpEndsTheControllerWithAClearWordAndCostsNoAcknowledgedEvent(Durability level)
            throws IOException {
        try (Mount disk = Mount.tmpfs(directory.resolve("disk"), "32m")) {
            assertThat(disk).isNotNull();
            Path study = directory.resolve("disk/study");
            Opened opened = Studies.open(study, level);
            Journal journal = opened.journal();
            Studies.report(journal, 0, 20);
            Path ballast = fill(directory.resolve("disk"));
            assertThatThrownBy(() -> Studies.report(journal, 20, 5000))
                    .isInstanceOf(JournalException.class)
                    .hasMessageMatching(FULL);
            assertThat(journal.durableSeq()).isEqualTo(21);
            assertThatThrownBy(opened::close).hasMessageMatching(FULL);
            assertThatThrownBy(() -> Studies.open(study, null)).isInstanceOf(TrialogException.class);
            Files.delete(ballast);
            try (Opened again = Studies.open(study, null)) {
                assertThat(again.opened().head().seq()).isGreaterThanOrEqualTo(22);
                Studies.report(again.journal(), 0, 3);
            }
        }
    }

    @Test
    void aStudyGoesOnAfterSpaceWasFreed() throws IOException {
        try (Mount disk = Mount.tmpfs(directory.resolve("disk"), "48m")) {
            assertThat(disk).isNotNull();
            Path root = directory.resolve("disk/studies");
            List<Integer> told = new ArrayList<>();
            Path[] ballast = new Path[1];
            Study full = Study.builder("s").minimize().seed(1).under(root).open();
            full.onTrialFinished(trial -> told.add(trial.number()));
            assertThatThrownBy(() -> full.optimize(40, trial -> {
                        if (trial.number() == 12) {
                            ballast[0] = fill(directory.resolve("disk"));
                        }
                        return trial.suggestFloat("x", 0, 1);
                    }))
                    .isInstanceOf(TrialogException.class)
                    .hasMessageMatching(FULL);
            try {
                full.close();
            } catch (TrialogException e) {
                assertThat(e).hasMessageMatching(FULL);
            }
            assertThat(told).hasSize(12);

            Files.delete(ballast[0]);
            try (Study again = Study.builder("s").minimize().seed(1).under(root).open()) {
                told.forEach(number ->
                        assertThat(again.trial(number).state().isFinished()).isTrue());
                again.optimize(20, trial -> trial.suggestFloat("x", 0, 1));
                assertThat(again.finishedTrials()).isEqualTo(20);
                assertThat(again.replay().verify().isGreen())
                        .as(again.replay().verify().toString())
                        .isTrue();
            }
        }
    }

    @Test
    void aDirectoryThatCanOnlyBeReadIsReadAndSaidSoToAController() throws IOException {
        Path study = directory.resolve("study");
        try (Study made = Study.builder("study").seed(1).under(directory).open()) {
            made.optimize(2, trial -> trial.suggestFloat("x", 0, 1));
        }
        try (Mount readOnly = Mount.readOnly(study)) {
            assertThat(readOnly).isNotNull();
            assertThatThrownBy(() -> Studies.open(study, null))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("The study directory " + study + " must be writable for a controller")
                    .hasMessageContaining("\nMaybe open it for reading only");
            assertThat(StudyReader.open(study).view().finishedCount()).isEqualTo(2);
            assertThat(StudyReader.verify(study).isGreen()).isTrue();
        }
    }

    @Test
    void aQueueInMemoryIsToldOf() throws IOException {
        Path study = directory.resolve("study");
        try (Mount memory = Mount.tmpfs(study.resolve("queue"), "32m")) {
            assertThat(memory).isNotNull();
            try (Opened opened = Studies.open(study, Durability.FULL)) {
                assertThat(opened.opened().notes())
                        .containsExactly("The queue lies in memory (tmpfs at " + study.resolve("queue")
                                + "): it does not survive the loss of power; only the ledger does.");
                Studies.report(opened.journal(), 0, 3);
            }
        }
        try (Opened opened = Studies.open(study, Durability.FULL)) {
            assertThat(opened.events()).hasSize(6);
        }
    }

    @Test
    void aJvmWithoutTheFlagsSaysWhichAreMissingAndRunsWithJustThose() throws Exception {
        Path study = directory.resolve("study");
        ProcessBuilder bare = JavaProcess.here(AppendingProgram.class, List.of(study.toString(), "FULL"));
        bare.command().removeIf(word -> word.startsWith("@"));
        String said = JavaProcess.output(bare);
        assertThat(said)
                .startsWith("REFUSED The event queue needs JVM flags that this JVM was started without; a running JVM"
                        + " can't add them: --add-exports=java.base/sun.nio.ch=ALL-UNNAMED ")
                .contains(" Maybe put them behind 'java' on the command line")
                .contains("or open the study at level 'ledger', which needs none of them.")
                .hasLineCount(1);

        List<String> flags = said.lines()
                .flatMap(line -> List.of(line.split(" ", -1)).stream())
                .filter(word -> word.startsWith("--add-"))
                .toList();
        bare.command().addAll(1, flags);
        Process process = bare.start();
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("2");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aJvmWithoutTheFlagsWorksAtLevelLedger() throws Exception {
        Path study = directory.resolve("study");
        ProcessBuilder bare = JavaProcess.here(AppendingProgram.class, List.of(study.toString(), "LEDGER"));
        bare.command().removeIf(word -> word.startsWith("@"));
        Process process = bare.redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("2");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
