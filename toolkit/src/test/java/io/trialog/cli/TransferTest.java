package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies out of studies. */
@Tag("processes")
class TransferTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void run() throws IOException {
        trialog = new CommandLineInTest(directory);
        trialog.call("run", trialog.studyFile("tiny"), "-n", "3", "-j", "1");
    }

    @Test
    void anExportedLogBecomesTheSameStudyAgain() throws IOException {
        Path file = directory.resolve("tiny.jsonl");
        assertThat(trialog.call("export", "tiny", file.toString()).code()).isZero();
        assertThat(Files.readString(file))
                .isEqualTo(trialog.call("log", "tiny", "--json").out());
        Result imported = trialog.call("import", file.toString(), "again");
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out())
                .isEqualTo("Imported " + file + " as the study 'again': 3 complete, 0 pruned, 0 failed, 0 running.\n");
        assertThat(trialog.call("log", "again", "--json").out()).startsWith(Files.readString(file));
        assertThat(trialog.call("log", "again").out()).contains("copied").doesNotContain("moved");
        assertThat(trialog.call("verify", "again").code()).isZero();
        Result taken = trialog.call("import", file.toString(), "again");
        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err()).startsWith("trialog: There must be no study 'again' yet, but ");
    }

    @Test
    void aFileOfAnotherKindIsNoDamagedLog() throws IOException {
        Path file = directory.resolve("tiny.json");
        trialog.call("export", "tiny", file.toString());
        Result imported = trialog.call("import", file.toString(), "again");
        assertThat(imported.code()).isEqualTo(2);
        assertThat(imported.err())
                .isEqualTo("trialog: The file " + file + " must be an exported log, but is another kind of file.\n"
                        + "Maybe it is another kind of export: 'trialog export NAME FILE.jsonl' writes a log.\n");
        assertThat(trialog.study("again")).doesNotExist();
    }

    @Test
    void aJournalOfOptunaNamesTheRemedy() throws IOException {
        Path file = Files.writeString(
                directory.resolve("journal.log"), "{\"op_code\": 0, \"worker_id\": \"a\", \"study_name\": \"s\"}\n");
        for (Result result : List.of(
                trialog.call("import", file.toString(), "again"), trialog.call("run", file.toString(), "-n", "1"))) {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .contains("a journal of Optuna.\nMaybe copy it into a database, optuna.copy_study(")
                    .contains("trialog import optuna.db NAME");
        }
    }

    @Test
    void aUrlOfAStorageNamesTheRemedyAndShowsNoPassword() {
        Result local = trialog.call("import", "sqlite:///some/optuna.db", "again");
        assertThat(local.code()).isEqualTo(2);
        assertThat(local.err())
                .isEqualTo(
                        "trialog: A study is named by its name, its directory or a file, but 'sqlite://...' is the URL of"
                                + " a storage.\nMaybe: trialog import some/optuna.db NAME\n");
        assertThat(trialog.call("run", "sqlite:////tmp/optuna.db", "-n", "1").err())
                .endsWith("Maybe: trialog import /tmp/optuna.db NAME\n");
        assertThat(trialog.call("run", "mysql+pymysql://me:secret@host/db", "-n", "1")
                        .err())
                .contains("'mysql+pymysql://...' is the URL of a storage.\nMaybe copy the study into a file")
                .doesNotContain("secret");
    }

    @Test
    void aNameThatIsTakenIsWrongUsage() {
        assertThat(trialog.call("fork", "tiny", "tiny").code()).isEqualTo(2);
        assertThat(trialog.call("salvage", "tiny", "tiny").code()).isEqualTo(2);
    }

    @Test
    void studiesMadeOfOthersHaveAFormForScripts() {
        Path file = directory.resolve("tiny.jsonl");
        trialog.call("export", "tiny", file.toString());
        String counts = ", \"running\": 0, \"complete\": 3, \"pruned\": 0, \"fail\": 0, \"waiting\": 0}\n";
        assertThat(trialog.call("import", file.toString(), "again", "--json").out())
                .isEqualTo("{\"name\": \"again\", \"directory\": \"" + trialog.study("again") + "\"" + counts);
        assertThat(trialog.call("fork", "tiny", "other", "--json").out())
                .isEqualTo("{\"name\": \"other\", \"directory\": \"" + trialog.study("other") + "\"" + counts);
    }

    @Test
    void aCopyHasAnIdOfItsOwnAndAMovedStudyKeepsItsId() throws IOException {
        String original = id("tiny");
        Path file = directory.resolve("tiny.jsonl");
        trialog.call("export", "tiny", file.toString());
        trialog.call("import", file.toString(), "imported");
        trialog.call("fork", "tiny", "forked");
        Files.move(trialog.study("tiny"), trialog.study("moved"));
        trialog.call("moved", "moved");

        assertThat(id("moved")).isEqualTo(original);
        assertThat(List.of(id("imported"), id("forked")))
                .doesNotContain(original)
                .doesNotHaveDuplicates();
        trialog.call("resume", "imported", "-n", "4");
        assertThat(id("imported")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(trialog.call("log", "imported", "--json", "--trial", "3").out())
                .contains("\"token\":\"" + id("imported").substring(0, 8) + "-3-1-");
        Result verify = trialog.call("verify", "imported");
        assertThat(verify.code()).as(verify.out()).isZero();
    }

    private String id(String study) {
        String status = trialog.call("status", study, "--json").out();
        return status.replaceFirst("(?s).*\"study_id\": \"([^\"]*)\".*", "$1");
    }

    @Test
    void aDamagedExportIsRefusedAndLeavesNothing() throws IOException {
        Path file = directory.resolve("tiny.jsonl");
        trialog.call("export", "tiny", file.toString());
        Files.writeString(file, Files.readString(file).replaceFirst("\"COMPLETE\"", "\"PRUNED\""));
        Result imported = trialog.call("import", file.toString(), "again");
        assertThat(imported.code()).isEqualTo(4);
        assertThat(imported.err()).contains("tiny.jsonl at offset ");
        assertThat(trialog.call("list").out()).isEqualTo("tiny\n");
    }

    @Test
    void aForkBeginsWithTheHistoryAndGoesItsOwnWay() {
        Result fork = trialog.call("fork", "tiny", "other");
        assertThat(fork.err()).isEmpty();
        assertThat(fork.out()).startsWith("Forked 'other' from 'tiny' at seq ").contains("3 complete");
        assertThat(trialog.call("resume", "other", "-n", "4").out()).contains("[4/4] trial 3 complete");
        assertThat(trialog.call("trials", "tiny", "--json").out()).hasLineCount(3);
        assertThat(trialog.call("verify", "other").code()).isZero();
        assertThat(trialog.call("fork", "tiny", "third", "--at", "99999").code())
                .isEqualTo(2);
    }

    @Test
    void whatIsReadableOfADamagedStudyIsSaved() throws IOException {
        Path ledger = trialog.study("tiny").resolve("ledger/000001.jsonl");
        byte[] bytes = Files.readAllBytes(ledger);
        bytes[bytes.length * 3 / 4] ^= 1;
        Files.write(ledger, bytes);
        Result salvage = trialog.call("salvage", "tiny", "saved");
        assertThat(salvage.err()).isEmpty();
        assertThat(salvage.out()).containsPattern("Saved \\d+ events as the study 'saved', and \\d+ loose ones");
        assertThat(trialog.call("verify", "saved").code()).isZero();
        assertThat(trialog.call("verify", "tiny").code()).isEqualTo(4);
    }

    @Test
    void aDatabaseInTheFormOfOptunaBecomesAStudy() {
        Path database = trialog.study("tiny").resolve("study.db");
        Result imported = trialog.call("import", database.toString(), "optuna");
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out()).endsWith(" as the study 'optuna': 3 complete, 0 pruned, 0 failed, 0 running.\n");
        Result verify = trialog.call("verify", "optuna");
        assertThat(verify.code()).as(verify.out()).isZero();
        assertThat(trialog.call("log", "optuna").out())
                .contains("controller opened: epoch 2")
                .doesNotContain("copied", "moved");
        assertThat(trialog.call("best", "optuna").out())
                .isEqualTo(trialog.call("best", "tiny").out());
    }
}
