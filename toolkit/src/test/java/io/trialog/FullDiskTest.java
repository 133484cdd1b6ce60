package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.exception.JournalException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.projection.sqlite.StudyDatabaseCheck;
import io.trialog.study.Durability;
import io.trialog.study.OpenOptions;
import io.trialog.study.Verification;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fills up in the middle of a study: a small tmpfs, which only root can mount; skipped for others. */
@Tag("processes")
class FullDiskTest {

    @TempDir
    Path root;

    private Path disk;
    private Path ballast;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(root.resolve("disk"));
        ballast = disk.resolve("ballast");
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString()) == 0,
                "Only root can mount a small disk.");
    }

    @AfterEach
    void unmount() throws Exception {
        command("umount", "-l", disk.toString());
    }

    private static int command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(disk.toFile().getUsableSpace()).as(full.toString()).isZero();
        }
    }

    private Study open(Durability level) {
        return Study.builder("branin")
                .minimize()
                .seed(5)
                .durability(level)
                .under(disk)
                .open();
    }

    private static void optimize(Study study, int trials) {
        study.optimize(trials, trial -> {
            trial.setUserAttribute("note", "y".repeat(2000));
            return trial.suggestFloat("x", 0, 1);
        });
    }

    private static void assertVerified(Study study) {
        Verification verification = study.replay().verify();
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER", "LOCAL"})
    void aFullDiskStopsAStudyThatGoesOnOnceThereIsRoomAgain(Durability level) throws Exception {
        Study study = open(level);
        optimize(study, 5);
        fill();

        assertThatThrownBy(() -> optimize(study, 1000))
                .isInstanceOf(JournalException.class)
                .hasMessageMatching("(?s)The disk of \\S+ must have \\d+ bytes left.*, but has \\d+\\.\nMaybe free some"
                        + " space and open the study again; nothing that was acknowledged is lost\\.");
        int told = study.finishedTrials();
        assertThatThrownBy(study::close).isInstanceOf(JournalException.class);

        Files.delete(ballast);
        try (Study again = open(level)) {
            assertThat(again.finishedTrials()).isBetween(5, told);
            optimize(again, 20);
            assertThat(again.finishedTrials()).isEqualTo(20);
            assertVerified(again);
        }
    }

    @Test
    void aFullDiskOfTheDerivedFilesIsToldAndStopsNothing() throws Exception {
        Path study = Files.createDirectory(disk.resolve("branin"));
        for (String log : List.of("ledger", "queue")) {
            Files.createSymbolicLink(study.resolve(log), Files.createDirectory(root.resolve(log)));
        }
        List<String> notices = new CopyOnWriteArrayList<>();
        try (Study branin = open(Durability.FULL)) {
            branin.onNotice(notices::add);
            optimize(branin, 5);
            fill();
            optimize(branin, 100);

            assertThat(branin.finishedTrials()).isEqualTo(100);
            assertThat(notices)
                    .anySatisfy(notice -> assertThat(notice).startsWith("The database " + study.resolve("study.db")))
                    .anySatisfy(notice -> assertThat(notice).startsWith("The result files in " + study))
                    .hasSizeLessThan(10);
            Files.delete(ballast);
            Eventually.holds(
                    "study.db caught up",
                    Duration.ofSeconds(40),
                    () -> StudyDatabaseCheck.position(study.resolve("study.db"))
                            == branin.view().position());
            optimize(branin, 101);
            assertVerified(branin);
        }
        assertThat(Files.readAllLines(study.resolve("trials_results.csv"))).hasSize(102);
    }

    @Test
    void aDiskWithoutRoomForAnotherFileSaysSoAndTheStudyGoesOnOnceThereIsSome() throws Exception {
        assumeTrue(command("mount", "-o", "remount,nr_inodes=100", disk.toString()) == 0, "needs tmpfs with inodes");
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                objective: {command: [sh, -c, 'echo "loss: 0.5"']}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 1}
                executor: {type: local, parallel: 1, poll: 10ms}
                """);
        OpenOptions options = OpenOptions.of(file.toString()).withRoot(disk);
        int told;
        try (Study study = Study.open(options)) {
            assertThatThrownBy(() -> study.optimize(1000))
                    .isInstanceOf(TrialogException.class)
                    .hasMessageContaining("no room for another file (no inode is free), at " + disk)
                    .hasMessageContaining(
                            "\nMaybe make room and run the same again; nothing that was acknowledged is lost.");
            told = study.finishedTrials();
        }
        assertThat(told).isPositive();

        command("mount", "-o", "remount,nr_inodes=10000", disk.toString());
        try (Study again = Study.open(options)) {
            again.optimize(told + 3);
            assertThat(again.finishedTrials()).isEqualTo(told + 3);
            assertVerified(again);
        }
    }
}
