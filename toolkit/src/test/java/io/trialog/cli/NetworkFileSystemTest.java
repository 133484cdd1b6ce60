package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.store.MountTable;
import io.trialog.internal.platform.ThisUser;
import io.trialog.internal.projection.sqlite.ReadingProgram;
import io.trialog.internal.projection.sqlite.StudyDatabaseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies in a directory of which the mount table says that it is NFS; the local disk is another directory. */
@Tag("processes")
class NetworkFileSystemTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private Path local;
    private String file;
    private int calls;

    @BeforeEach
    void mount() throws IOException {
        trialog = new CommandLineInTest(directory);
        file = trialog.studyFile("tiny");
        Path studies = Files.createDirectories(trialog.studies()).toRealPath();
        local = Files.createDirectory(directory.resolve("local"));
        Path table = Files.write(
                directory.resolve("mountinfo"),
                List.of(
                        "1 0 8:1 / / rw - ext4 /dev/sda rw",
                        "2 1 0:3 / " + studies + " rw shared:1 - nfs4 server:/x rw"));
        trialog.variable("TRIALOG_LOCAL", local.toString());
        trialog.variable("JDK_JAVA_OPTIONS", "-D" + MountTable.PROPERTY + "=" + table);
    }

    /** Calls in a process of its own, and returns what it printed. */
    private String call(String... words) throws Exception {
        String name = "call-" + calls++ + "-";
        Process process = trialog.startNamed(name, words);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(trialog.errOfProcess(name)).isZero();
        return trialog.outOfProcess(name);
    }

    private String run(int trials) throws Exception {
        return call("run", file, "-n", Integer.toString(trials), "--set", "durability=full");
    }

    private Path away() throws IOException {
        try (Stream<Path> places = Files.list(local.resolve("trialog-" + ThisUser.number()))) {
            return places.toList().get(0);
        }
    }

    private List<String> filesOfTheStudy() throws IOException {
        try (Stream<Path> files = Files.list(trialog.study("tiny"))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void queueAndWorkingDatabaseLieOnTheLocalDiskAndEverythingElseInTheStudy() throws Exception {
        assertThat(run(2))
                .contains(
                        "note: The study lies on a network file system (nfs4), where the queue can't work: it is kept in "
                                + away() + "/queue.");
        assertThat(away().getFileName().toString()).startsWith("tiny-");
        assertThat(away().resolve("files/study.db")).exists();
        assertThat(filesOfTheStudy())
                .contains("ledger", "study.db", "trials_results.csv")
                .doesNotContain("queue", "study.db-journal")
                .noneMatch(name -> name.contains(".new"));
        assertThat(call("verify", "tiny")).contains("queue and ledger compared");

        assertThat(run(3)).contains("Resuming study 'tiny'", "Done: 3 trials are finished");
        assertThat(call("verify", "tiny")).contains("VERIFIED");
        try (Stream<Path> places = Files.list(local.resolve("trialog-" + ThisUser.number()))) {
            assertThat(places).as("the same place each time").hasSize(1);
        }
    }

    @Test
    void aReaderOfThePublishedDatabaseStopsNobodyAndSeesOneStateAllTheTime() throws Exception {
        run(1);
        Path published = trialog.study("tiny").resolve("study.db");
        long before = StudyDatabaseCheck.position(published);
        try (ReadingProgram reader = ReadingProgram.on(published)) {
            run(3);
            assertThat(StudyDatabaseCheck.position(published)).isGreaterThan(before);
        }
        assertThat(call("verify", "tiny")).contains("row by row");
    }

    @Test
    void aLostLocalDiskCostsNothing() throws Exception {
        run(2);
        Files.move(away(), directory.resolve("lost"));

        assertThat(run(3)).contains("Done: 3 trials are finished");

        assertThat(call("verify", "tiny")).contains("VERIFIED");
    }

    @Test
    void deletingAStudyDeletesWhatLiesOnTheLocalDiskToo() throws Exception {
        run(1);
        Path away = away();

        assertThat(call("delete", "tiny", "--yes"))
                .isEqualTo("Deleted the study 'tiny' and its queue in " + away + ".\n");

        assertThat(local.resolve("trialog-" + ThisUser.number())).isEmptyDirectory();
        assertThat(trialog.studies()).isEmptyDirectory();
    }
}
