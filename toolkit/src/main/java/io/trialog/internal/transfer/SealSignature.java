package io.trialog.internal.transfer;

import io.trialog.exception.TrialogException;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.platform.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs seals with SSH keys, and checks that, by {@code ssh-keygen -Y} of OpenSSH 8.2 or newer. The signature stands beside the seal, in
 * {@code SEAL.sig}.
 */
public final class SealSignature {

    /** What the signature is for: one that was given for anything else does not count. */
    private static final String NAMESPACE = "trialog-seal";

    /** Long enough for somebody to type a passphrase. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path seal;
    private final Path signature;

    /** The signature of a seal, which need not exist yet. */
    public SealSignature(Path seal) {
        this.seal = seal.toAbsolutePath();
        this.signature = this.seal.resolveSibling(this.seal.getFileName() + ".sig");
    }

    /**
     * What came out of a check.
     *
     * @param isGood whether the seal is what was signed, and the signer is one of those that are allowed, if any were named
     * @param finding that in words
     */
    public record Checked(boolean isGood, String finding) {}

    /** Returns whether there is a signature. */
    public boolean isThere() {
        return Files.isRegularFile(signature);
    }

    /** Returns where it stands. */
    public Path file() {
        return signature;
    }

    /**
     * Signs the seal. Asks for the passphrase on the terminal if the key has one and no agent knows it.
     *
     * @param key a private key, or a public one whose private part an agent holds
     * @throws TrialogException if that fails
     */
    public void sign(Path key) {
        CommandRunner.Answer answer = run(List.of("ssh-keygen", "-Y", "sign", "-f", key.toString(), "-n", NAMESPACE));
        if (answer.code() != 0 || !answer.output().startsWith("-----BEGIN SSH SIGNATURE-----")) {
            throw new TrialogException("The seal " + seal + " could not be signed with the key " + key + ": "
                    + complaint(answer) + "\nMaybe the key is no SSH key, or can't be read.");
        }
        try {
            AtomicFile.write(signature, answer.output());
        } catch (IOException e) {
            throw new TrialogException(
                    "The signature could not be written to " + signature + ": " + FileProblem.words(e), e);
        }
    }

    /** Takes away a signature of a seal that was there before. */
    public void remove() {
        try {
            Files.deleteIfExists(signature);
        } catch (IOException e) {
            throw new TrialogException(
                    "The old signature " + signature + " could not be removed: " + FileProblem.words(e), e);
        }
    }

    /**
     * Checks the signature.
     *
     * @param signers a file of allowed signers, see {@code man ssh-keygen}; without one any key counts, and is named
     */
    public Checked check(@Nullable Path signers) {
        if (!isThere()) {
            return new Checked(
                    signers == null,
                    signers == null
                            ? "seal: not signed"
                            : "The seal " + seal + " must be signed, but " + signature + " is not there.");
        }
        return signers == null ? checkAnyKey() : checkSigner(signers);
    }

    private Checked checkAnyKey() {
        CommandRunner.Answer answer =
                run(List.of("ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature.toString()));
        return answer.code() == 0
                ? new Checked(
                        true,
                        "seal: " + answer.output().strip() + "; whose key that is was not looked at (--signers FILE)")
                : bad(answer);
    }

    private Checked checkSigner(Path signers) {
        CommandRunner.Answer found = run(
                List.of("ssh-keygen", "-Y", "find-principals", "-s", signature.toString(), "-f", signers.toString()));
        String signer = found.output().lines().findFirst().orElse("").strip();
        if (found.code() != 0 || signer.isEmpty()) {
            return new Checked(
                    false,
                    "The seal " + seal + " is signed with a key that " + signers + " does not allow: "
                            + complaint(found));
        }
        CommandRunner.Answer answer = run(List.of(
                "ssh-keygen",
                "-Y",
                "verify",
                "-f",
                signers.toString(),
                "-I",
                signer,
                "-n",
                NAMESPACE,
                "-s",
                signature.toString()));
        return answer.code() == 0 ? new Checked(true, "seal: " + answer.output().strip()) : bad(answer);
    }

    private Checked bad(CommandRunner.Answer answer) {
        return new Checked(
                false,
                "The seal " + seal + " is not what was signed, or its signature is damaged: " + complaint(answer));
    }

    private static String complaint(CommandRunner.Answer answer) {
        String text = answer.errors().isBlank() ? answer.output() : answer.errors();
        return text.isBlank() ? "ssh-keygen ended with exit code " + answer.code() + "." : text.strip();
    }

    /** Runs the command with the seal as its input. */
    private CommandRunner.Answer run(List<String> command) {
        try {
            return new CommandRunner(ThisProcess.ofThisProcess()).run(command, seal, TIMEOUT);
        } catch (IOException e) {
            throw new TrialogException(
                    "Signatures need the program ssh-keygen of OpenSSH 8.2 or newer, but it could not be run: " + e
                            + "\nMaybe install OpenSSH, or seal without --sign.",
                    e);
        }
    }
}
