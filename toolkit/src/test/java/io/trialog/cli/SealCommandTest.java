package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.study.Durability;
import io.trialog.study.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A note of how a log stands, kept elsewhere and signed by a real ssh-keygen. */
@Tag("processes")
class SealCommandTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private Path file;

    @BeforeEach
    void study() throws IOException {
        trialog = new CommandLineInTest(directory);
        file = directory.resolve("tiny.seal");
        optimize(3);
    }

    private void optimize(int trials) {
        try (Study study = builder()) {
            study.optimize(trials, trial -> trial.suggestFloat("x", 0, 1));
        }
    }

    private Study builder() {
        return Study.builder("tiny")
                .minimize("loss")
                .seed(1)
                .durability(Durability.LEDGER)
                .under(trialog.studies())
                .open();
    }

    private Result seal(String... more) {
        return call("seal", "-o", more);
    }

    private Result verify(String... more) {
        return call("verify", "--seal", more);
    }

    private Result call(String command, String option, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "tiny", option, file.toString()));
        words.addAll(List.of(more));
        return trialog.call(words.toArray(new String[0]));
    }

    private static String run(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.strip();
    }

    private Path key(String name) throws IOException, InterruptedException {
        assumeTrue(
                List.of("/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen").stream()
                        .anyMatch(path -> Files.exists(Path.of(path))),
                "needs ssh-keygen");
        Path key = directory.resolve(name);
        run("", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key.toString());
        return key;
    }

    private void changeSeal(String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Test
    void aSealHoldsWhileTheStudyGrows() throws IOException {
        Result made = seal();
        assertThat(made.code()).as(made.err()).isZero();
        Seal seal = Seal.read(file);
        assertThat(seal.studyId())
                .isEqualTo(StudyReader.open(trialog.study("tiny")).studyId());
        assertThat(made.out()).contains("the event with seq " + seal.seq(), seal.hash());
        optimize(5);

        Result verified = verify();

        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains(
                        "seal: the log holds the event with seq " + seal.seq() + " as it was sealed",
                        "seal: not signed");
    }

    @Test
    void aSealThatTheLogDoesNotHoldIsRedAndNeverReplaced() throws IOException {
        seal();
        changeSeal("\"hash\":\"", "\"hash\":\"" + "0".repeat(64) + "\",\"old\":\"");

        assertThat(verify().code()).isEqualTo(4);
        assertThat(verify().out()).contains("is not the one that was sealed: the log was changed at or before it");
        assertThat(seal().code()).isEqualTo(4);
        assertThat(seal("--force").code()).isZero();
        assertThat(verify().code()).isZero();
    }

    @Test
    void aSealBehindTheEndOfTheLogNamesWhatIsLost() throws IOException {
        seal();
        long seq = Seal.read(file).seq();
        changeSeal("\"seq\":" + seq, "\"seq\":" + (seq + 4));

        assertThat(verify().out())
                .contains("but the log ends at seq " + seq + ": those from seq " + (seq + 1) + " to " + (seq + 4)
                        + " are lost");
    }

    @Test
    void theSealOfAnotherStudyIsNamedAsThat() throws IOException {
        try (Study other =
                Study.builder("other").minimize("loss").under(trialog.studies()).open()) {
            other.replay().seal().write(file);
        }
        assertThat(verify().code()).isEqualTo(4);
        assertThat(verify().out()).contains("The seal is of the study ", "('other'), but this is the study ");
    }

    @Test
    void aSignatureShowsThatTheSealWasChangedAndWhoseItIs() throws Exception {
        Path key = key("owner");
        Path signers = directory.resolve("signers");
        Files.writeString(signers, "owner@example.org " + Files.readString(directory.resolve("owner.pub")));

        Result made = seal("--sign", key.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(verify().out()).contains("Good \"trialog-seal\" signature with ED25519 key SHA256:");
        assertThat(verify("--signers", signers.toString()).out())
                .contains("Good \"trialog-seal\" signature for owner@example.org");

        String whole = Files.readString(file);
        changeSeal("\"name\":\"tiny\"", "\"name\":\"teeny\"");
        assertThat(verify().code()).isEqualTo(4);
        assertThat(verify().out()).contains("is not what was signed, or its signature is damaged");

        Files.writeString(file, whole);
        Path another = key("another");
        seal("--sign", another.toString());
        assertThat(verify().code()).isZero();
        assertThat(verify("--signers", signers.toString()).code()).isEqualTo(4);
        assertThat(verify("--signers", signers.toString()).out())
                .contains("is signed with a key that " + signers + " does not allow");

        seal();
        assertThat(verify("--signers", signers.toString()).out())
                .contains("must be signed, but " + file + ".sig is not there");
    }

    @Test
    void aKeyThatIsNoneIsNamed() throws Exception {
        key("owner");
        Result made = seal("--sign", trialog.studyFile("nokey"));
        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("could not be signed with the key ", "nokey.yaml");
    }

    @Test
    void theScriptThatNeverSawTrialogComparesToo() throws Exception {
        seal();
        String ledger = trialog.study("tiny").resolve("ledger/000001.jsonl").toString();
        String script = Path.of("docs/check_chain.py").toAbsolutePath().toString();

        assertThat(run("", "python3", script, "--seal", file.toString(), ledger))
                .endsWith(", as it was sealed");
        changeSeal("\"hash\":\"", "\"hash\":\"" + "0".repeat(64) + "\",\"old\":\"");
        assertThat(run("", "python3", script, "--seal", file.toString(), ledger))
                .endsWith("is not the event that was sealed");
    }

    @Test
    void aRunningStudyIsSealedUpToWhatItAcknowledged() {
        try (Study study = builder()) {
            study.setUserAttribute("a", 1);
            Seal mine = study.replay().seal();
            study.setUserAttribute("b", 2);

            Seal seal = StudyReader.seal(trialog.study("tiny"));

            assertThat(seal.seq()).isGreaterThanOrEqualTo(mine.seq());
            assertThat(study.replay().verify(mine).isGreen()).isTrue();
            assertThat(study.replay().verify(seal).isGreen()).isTrue();
        }
    }

    @Test
    void aStudyInMemoryIsSealedToo() {
        try (Study study = Study.builder("brief").minimize("loss").inMemory();
                Study other = Study.builder("brief").minimize("loss").inMemory()) {
            Seal seal = study.replay().seal();
            study.optimize(2, trial -> trial.suggestFloat("x", 0, 1));

            assertThat(study.replay().verify(seal).isGreen()).isTrue();
            assertThat(other.replay().verify(seal).isGreen()).isFalse();
        }
    }

    @Test
    void aFileThatIsNoSealIsRefused() throws IOException {
        Files.writeString(file, "{\"kind\":\"trialog-seal\",\"seq\":3}");
        assertThatThrownBy(() -> Seal.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a seal, but is none");
        assertThat(seal().code()).isEqualTo(1);
        assertThat(trialog.call("verify", "tiny", "--signers", file.toString()).code())
                .isEqualTo(2);
    }
}
