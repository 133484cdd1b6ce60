package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class DamagedStudyTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private String file;

    @BeforeEach
    void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        file = trialog.studyFile("tiny");
        trialog.call("run", file, "-n", "3");
    }

    @Test
    void aDamagedLedgerIsRefusedWithFileAndOffset() throws IOException {
        Path ledger = trialog.study("tiny").resolve("ledger/000001.jsonl");
        byte[] bytes = Files.readAllBytes(ledger);
        bytes[bytes.length / 2] ^= 1;
        Files.write(ledger, bytes);
        Result verify = trialog.call("verify", "tiny");
        assertThat(verify.code()).isEqualTo(4);
        assertThat(verify.out()).startsWith("NOT VERIFIED\n").contains("000001.jsonl", "offset");
        for (String command : new String[] {"status", "trials", "best", "log"}) {
            Result read = trialog.call(command, "tiny");
            assertThat(read.code()).as(command).isEqualTo(4);
            assertThat(read.err())
                    .startsWith("trialog: The ledger is damaged in ")
                    .contains("000001.jsonl", "offset");
        }
        assertThat(trialog.call("run", file, "-n", "4").code()).isEqualTo(4);
        assertThat(trialog.call("rebuild", "tiny").code()).isEqualTo(4);
        assertThat(trialog.study("tiny").resolve("study.db")).exists();
    }

    @Test
    void aDatabaseThatDiffersIsFoundAndRebuilt() throws IOException {
        Path database = trialog.study("tiny").resolve("study.db");
        byte[] bytes = Files.readAllBytes(database);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("COMPLETE")] = 'X';
        Files.write(database, bytes);
        Result verify = trialog.call("verify", "tiny");
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).startsWith("NOT VERIFIED\n").contains("study.db:\n  - ");
        Result rebuild = trialog.call("rebuild", "tiny");
        assertThat(rebuild.err()).isEmpty();
        assertThat(rebuild.out()).startsWith("Written anew from the log: study.db, trials_results.csv");
        assertThat(trialog.call("verify", "tiny").code()).isZero();
        assertThat(Files.readAllLines(trialog.study("tiny").resolve("trials_results.csv")))
                .hasSize(4);
    }

    @Test
    void aMovedStudyGoesOnOnceTheUserSaysSo() throws IOException {
        Files.move(trialog.study("tiny"), trialog.study("other"));
        Result refused = trialog.call("resume", "other", "-n", "4");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("was last controlled as")
                .contains("'moved' or 'copied'")
                .contains("in a shell 'trialog moved " + trialog.study("other") + "'")
                .contains("in Java Study.open(OpenOptions.of(\"" + trialog.study("other")
                        + "\").withIntent(OpenOptions.Intent.MOVED))");
        assertThat(trialog.call("status", "other").code()).isZero();
        assertThat(trialog.call("moved", "other").out()).startsWith("The study is at home here now.");
        assertThat(trialog.call("resume", "other", "-n", "4").out()).contains("[4/4] trial 3 complete");
    }
}
