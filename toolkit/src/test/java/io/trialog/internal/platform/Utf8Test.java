package io.trialog.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8Test {

    @TempDir
    private Path directory;

    private Path raw(byte[]... words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] word : words) {
            bytes.write(word);
            bytes.write(0);
        }
        return Files.write(directory.resolve("cmdline"), bytes.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String[] words(String... words) {
        return words;
    }

    @Test
    void argumentsThatTheLocaleCouldNotReadAreReadFromTheirBytes() throws IOException {
        Path raw = raw(utf8("java"), utf8("Main"), utf8("run"), utf8("käse"), utf8(""));

        assertThat(Utf8.arguments(words("run", "k\uFFFD\uFFFDse", ""), StandardCharsets.US_ASCII, raw))
                .containsExactly("run", "käse", "");
        assertThat(Utf8.arguments(words("run", "kÃ¤se", ""), StandardCharsets.ISO_8859_1, raw))
                .containsExactly("run", "käse", "");
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirPosition() throws IOException {
        Path raw = raw(utf8("java"), utf8("run"), new byte[] {'k', (byte) 0xE4});

        assertThatThrownBy(() -> Utf8.arguments(words("run", "k\uFFFD"), StandardCharsets.UTF_8, raw))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Arguments must be text in UTF-8, but argument 2 is not.");
    }

    @Test
    void withoutTheBytesTheLocaleIsNamed() {
        assertThatThrownBy(() -> Utf8.arguments(words("k\uFFFD"), StandardCharsets.US_ASCII, directory.resolve("none")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("US-ASCII")
                .hasMessageContaining("Maybe LC_ALL=C.UTF-8");
    }

    @Test
    void argumentsThatWereReadWellStayAsTheyAre() {
        String[] words = {"käse", "x"};

        assertThat(Utf8.arguments(words, StandardCharsets.UTF_8, directory.resolve("none")))
                .isSameAs(words);
    }

    @Test
    void programsHaveTheUsersOwnLocale() {
        Map<String, String> changed = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "TRIALOG_LC_ALL", "C", "X", "1"));
        Map<String, String> unset = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "TRIALOG_LC_ALL", ""));
        Utf8.restore(changed);
        Utf8.restore(unset);

        assertThat(changed).containsOnly(Map.entry("LC_ALL", "C"), Map.entry("X", "1"));
        assertThat(unset).isEmpty();
    }
}
