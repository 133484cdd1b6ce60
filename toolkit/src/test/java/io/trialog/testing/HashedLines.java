package io.trialog.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Lines of a log whose hashes are computed anew, as somebody does it who changes history. */
public final class HashedLines {

    private HashedLines() {}

    /** The lines, each with the hash that its bytes have and the hash of the line before. */
    public static List<String> anew(List<String> lines) {
        return anew("", lines);
    }

    /** The same behind an event with the hash {@code prev}. */
    public static List<String> anew(String prev, List<String> lines) {
        List<String> hashed = new ArrayList<>();
        String before = prev;
        for (String line : lines) {
            String body = line.substring(0, line.lastIndexOf(",\"prev\"")) + ",\"prev\":\"" + before + "\"";
            before = sha256(body);
            hashed.add(body + ",\"hash\":\"" + before + "\"}");
        }
        return hashed;
    }

    /** The hash at the end of a line. */
    public static String hashOf(String line) {
        return line.substring(line.length() - 66, line.length() - 2);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
