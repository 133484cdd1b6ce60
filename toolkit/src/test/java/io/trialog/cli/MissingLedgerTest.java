package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.internal.file.FileTree;
import io.trialog.study.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that somebody removed or packed: whoever opens the study mends it from the queue, whoever only reads names that remedy. */
class MissingLedgerTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private Path ledger;

    /** What was done to the ledger of two epochs. */
    enum Deed {
        DIRECTORY_REMOVED,
        ALL_REMOVED,
        FIRST_REMOVED,
        LAST_REMOVED,
        FIRST_PACKED,
        ALL_PACKED
    }

    @BeforeEach
    void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        ledger = trialog.study("tiny").resolve("ledger");
        create(Durability.FULL);
    }

    private void create(Durability level) {
        for (int trials = 2; trials <= 4; trials += 2) {
            try (Study study = Study.builder("tiny")
                    .minimize("loss")
                    .seed(1)
                    .durability(level)
                    .under(trialog.studies())
                    .open()) {
                study.optimize(trials, trial -> trial.suggestFloat("x", 0, 1));
            }
        }
    }

    private void commit(Deed deed) throws IOException {
        Path first = ledger.resolve("000001.jsonl");
        Path second = ledger.resolve("000002.jsonl");
        switch (deed) {
            case DIRECTORY_REMOVED -> FileTree.delete(ledger);
            case ALL_REMOVED -> {
                Files.delete(first);
                Files.delete(second);
            }
            case FIRST_REMOVED -> Files.delete(first);
            case LAST_REMOVED -> Files.delete(second);
            case FIRST_PACKED -> pack(first);
            case ALL_PACKED -> {
                pack(first);
                pack(second);
            }
        }
    }

    private static void pack(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandThatOnlyReadsNamesTheSameRemedyWhichWorks(Deed deed) throws IOException {
        commit(deed);

        String remedy = "'trialog rebuild " + trialog.study("tiny") + "' restores the ledger from the queue.";
        long from = deed == Deed.LAST_REMOVED ? events("000001.jsonl") : 0;
        for (String command : List.of("status", "best", "trials", "log", "export")) {
            Result read = command.equals("export")
                    ? trialog.call("export", "tiny", "--format", "log")
                    : trialog.call(command, "tiny");
            assertThat(read.code()).as(command).isEqualTo(Exit.DAMAGED);
            assertThat(read.err())
                    .as(command)
                    .startsWith("trialog: The ledger ")
                    .containsPattern("from seq " + from + " (on|to)")
                    .contains("\nMaybe the queue holds them: " + remedy);
            if (deed == Deed.FIRST_PACKED || deed == Deed.ALL_PACKED) {
                assertThat(read.err()).contains("Or unpack what is there first: gunzip " + ledger + "/000001.jsonl.gz");
            }
        }
        assertThat(trialog.call("verify", "tiny").out()).contains(remedy);

        Result rebuild = trialog.call("rebuild", trialog.study("tiny").toString());
        assertThat(rebuild.code()).as(rebuild.err()).isZero();
        assertThat(rebuild.out()).contains("note: The ledger was repaired.");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
        assertThat(trialog.call("trials", "tiny").out().lines().filter(line -> line.contains("COMPLETE")))
                .hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandThatOpensMendsIt(Deed deed) throws IOException {
        commit(deed);

        Result opened = trialog.call("void", "tiny", "0", "--reason", "a test");

        assertThat(opened.code()).as(opened.err()).isZero();
        assertThat(trialog.call("verify", "tiny").code()).isZero();
        assertThat(trialog.call("status", "tiny").code()).isZero();
    }

    @Test
    void aPackedLedgerWithoutAQueueIsNotBegunAnewButToBeUnpacked() throws IOException {
        FileTree.delete(trialog.study("tiny"));
        create(Durability.LEDGER);
        commit(Deed.ALL_PACKED);

        Result refused = trialog.call("rebuild", "tiny");
        String unpack = "gunzip " + ledger + "/000001.jsonl.gz " + ledger + "/000002.jsonl.gz";
        assertThat(refused.code()).isEqualTo(Exit.DAMAGED);
        assertThat(refused.err()).contains(unpack);
        assertThat(Files.list(ledger)).noneMatch(path -> path.toString().endsWith(".jsonl"));

        Files.delete(ledger.resolve("000001.jsonl.gz"));
        pack(Files.writeString(ledger.resolve("000001.jsonl"), ""));
        Files.write(ledger.resolve("000002.jsonl"), unpacked("000002.jsonl.gz"));
        Result lost = trialog.call("rebuild", "tiny");
        assertThat(lost.code()).isEqualTo(Exit.DAMAGED);
        assertThat(lost.err()).contains("Files of the ledger are packed; unpack them first: gunzip " + ledger);
    }

    private byte[] unpacked(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(ledger.resolve(name)))) {
            return in.readAllBytes();
        }
    }

    private long events(String name) throws IOException {
        try (Stream<String> lines = Files.lines(ledger.resolve(name))) {
            return lines.count();
        }
    }
}
