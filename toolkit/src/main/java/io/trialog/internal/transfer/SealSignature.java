package io.trialog.internal.transfer;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs seals with SSH keys, and checks that, by {@code ssh-keygen -Y} of OpenSSH 8.2 or newer. The signature stands beside the seal, in
 * {@code SEAL.sig}.
 */
public final class SealSignature {

    /** What the signature is for: one that was given for anything else does not count. */
    private static final String NAMESPACE = "trialog-seal";

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

    private record Answer(int code, String output, String errors) {}

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
        Answer answer = run(List.of("ssh-keygen", "-Y", "sign", "-f", key.toString(), "-n", NAMESPACE));
        if (answer.code() != 0 || !answer.output().startsWith("-----BEGIN SSH SIGNATURE-----")) {
            throw new TrialogException("The seal " + seal + " could not be signed with the key " + key + ": "
                    + complaint(answer) + "\nMaybe the key is no SSH key, or can't be read.");
        }
        try {
            AtomicFile.write(signature, answer.output());
        } catch (IOException e) {
            throw new TrialogException("The signature could not be written to " + signature + ": " + e, e);
        }
    }

    /** Takes away a signature of a seal that was there before. */
    public void remove() {
        try {
            Files.deleteIfExists(signature);
        } catch (IOException e) {
            throw new TrialogException("The old signature " + signature + " could not be removed: " + e, e);
        }
    }

    /**
     * Checks the signature.
     *
     * @param signers a file of allowed signers, see {@code man ssh-keygen}; without one any key counts, and is named
     */
    public Checked check(@Nullable Path signers) {
        if (!isThere()) {
            return new Checked(signers == null, signers == null ? "seal: not signed" : "The seal " + seal + " must be signed, but "
                    + signature + " is not there.");
        }
        return signers == null ? checkAnyKey() : checkSigner(signers);
    }

    private Checked checkAnyKey() {
        Answer answer = run(List.of(
                "ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature.toString()));
        return answer.code() == 0
                ? new Checked(
                        true, "seal: " + answer.output().strip() + "; whose key that is was not looked at (--signers FILE)")
                : bad(answer);
    }

    private Checked checkSigner(Path signers) {
        Answer found = run(List.of(
                "ssh-keygen", "-Y", "find-principals", "-s", signature.toString(), "-f", signers.toString()));
        String signer = found.output().lines().findFirst().orElse("").strip();
        if (found.code() != 0 || signer.isEmpty()) {
            return new Checked(
                    false, "The seal " + seal + " is signed with a key that " + signers + " does not allow: " + complaint(found));
        }
        Answer answer = run(List.of(
                "ssh-keygen", "-Y", "verify", "-f", signers.toString(), "-I", signer, "-n", NAMESPACE, "-s",
                signature.toString()));
        return answer.code() == 0 ? new Checked(true, "seal: " + answer.output().strip()) : bad(answer);
    }

    private Checked bad(Answer answer) {
        return new Checked(
                false, "The seal " + seal + " is not what was signed, or its signature is damaged: " + complaint(answer));
    }

    private static String complaint(Answer answer) {
        String text = answer.errors().isBlank() ? answer.output() : answer.errors();
        return text.isBlank() ? "ssh-keygen ended with exit code " + answer.code() + "." : text.strip();
    }

    /** Runs the command with the seal as its input. */
    private Answer run(List<String> command) {
        try {
            Path errors = Files.createTempFile("trialog-", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(seal.toFile())
                        .redirectError(errors.toFile())
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(process.waitFor(), output, Files.readString(errors, StandardCharsets.ISO_8859_1));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialogException("ssh-keygen was interrupted.", e);
        } catch (IOException e) {
            throw new TrialogException(
                    "Signatures need the program ssh-keygen of OpenSSH 8.2 or newer, but it could not be run: " + e.getMessage()
                            + "\nMaybe install OpenSSH, or seal without --sign.",
                    e);
        }
    }
}
