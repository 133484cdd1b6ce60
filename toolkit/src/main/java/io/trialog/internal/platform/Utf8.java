package io.trialog.internal.platform;

import io.trialog.exception.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Arguments, file names and environment variables are UTF-8, whatever the locale. A JVM decides by the locale of its process how it reads
 * and writes their bytes, once, and in {@code LANG=C} it knows ASCII only: a JVM is started with another locale then.
 */
public final class Utf8 {

    /** Keeps what the user had in {@code LC_ALL} while a JVM needs another locale. */
    static final String KEPT = "TRIALOG_LC_ALL";

    private static final String LOCALE = "LC_ALL";
    private static final char REPLACEMENT = '\uFFFD';
    private static final Path RAW = Path.of("/proc/self/cmdline");

    /** Chooses a locale that has UTF-8, if the one in force has not, and becomes the command. The launcher does the same. */
    private static final String SCRIPT = """
            if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
                for name in C.UTF-8 en_US.UTF-8; do
                    if [ "$(LC_ALL=$name locale charmap 2>/dev/null)" = UTF-8 ]; then
                        export TRIALOG_LC_ALL="${LC_ALL-}" LC_ALL="$name"
                        break
                    fi
                done
            fi
            exec "$@\"""";

    private Utf8() {}

    /** Returns the words before the command of a JVM, so that it reads its arguments as UTF-8 wherever it is started. */
    public static List<String> words() {
        return List.of("sh", "-c", SCRIPT, "trialog");
    }

    /** Gives variables the locale that the user has, for the programs that are started with them. */
    static void restore(Map<String, String> variables) {
        String kept = variables.remove(KEPT);
        if (kept != null && kept.isEmpty()) {
            variables.remove(LOCALE);
        } else if (kept != null) {
            variables.put(LOCALE, kept);
        }
    }

    /** Returns whether this JVM reads and writes names in ASCII only. */
    public static boolean isAsciiOnly() {
        return names().equals(StandardCharsets.US_ASCII);
    }

    /**
     * Returns the arguments of this process as the user typed them.
     *
     * @param decoded the arguments as the JVM has decoded them, the last ones of the process's command line
     * @throws RefusedException if one of them is not UTF-8, or can't be known any more
     */
    public static String[] arguments(String[] decoded) {
        return arguments(decoded, names(), RAW);
    }

    static String[] arguments(String[] decoded, Charset names, Path raw) {
        boolean isUtf8 = names.equals(StandardCharsets.UTF_8);
        boolean isSafe = true;
        for (String argument : decoded) {
            isSafe &= argument.chars().noneMatch(c -> isUtf8 ? c == REPLACEMENT : c >= 0x80);
        }
        return isSafe ? decoded : fromBytes(decoded.length, names, raw);
    }

    private static String[] fromBytes(int count, Charset names, Path raw) {
        List<byte[]> words;
        try {
            words = split(Files.readAllBytes(raw));
        } catch (IOException e) {
            throw new RefusedException("Arguments must be readable in the locale of this process, which is " + names
                    + ", but one has other characters.\nMaybe LC_ALL=C.UTF-8, or Trialog's launcher.");
        }
        String[] arguments = new String[count];
        for (int i = 0; i < count; i++) {
            int position = words.size() - count + i;
            arguments[i] = strict(position < 0 ? new byte[] {-1} : words.get(position), i + 1);
        }
        return arguments;
    }

    private static String strict(byte[] bytes, int position) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException("Arguments must be text in UTF-8, but argument " + position + " is not."
                    + "\nMaybe it was typed or made in another encoding.");
        }
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(Arrays.copyOfRange(bytes, begin, i));
                begin = i + 1;
            }
        }
        return words;
    }

    private static Charset names() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
