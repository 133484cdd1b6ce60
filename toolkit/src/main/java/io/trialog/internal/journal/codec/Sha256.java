package io.trialog.internal.journal.codec;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in lower-case hex, without garbage. Not safe for use by several threads. */
public final class Sha256 {

    /** The number of hex digits of a hash. */
    static final int LENGTH = 64;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest;
    private final byte[] binary = new byte[32];
    private final byte[] hex = new byte[LENGTH];

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not.", e);
        }
    }

    /** Returns the hash of all of some bytes as hex digits. */
    public static String of(byte[] bytes) {
        return new String(new Sha256().hex(bytes, 0, bytes.length), StandardCharsets.US_ASCII);
    }

    /** The hash of some bytes as hex digits, in an array that the next call overwrites. */
    byte[] hex(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        try {
            digest.digest(binary, 0, binary.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < binary.length; i++) {
            hex[2 * i] = HEX[(binary[i] >> 4) & 0xf];
            hex[2 * i + 1] = HEX[binary[i] & 0xf];
        }
        return hex;
    }
}
