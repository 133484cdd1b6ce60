package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the architecture names only what exists. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/io/trialog");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    @Test
    void everyClassOnThePageExists() throws IOException {
        Set<String> named = found(TYPE);
        named.remove("ArchitectureTest"); // a test

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(types()).containsAll(named);
    }

    @Test
    void everyRoomOnThePageExists() throws IOException {
        Set<String> rooms = found(ROOM);

        assertThat(rooms).hasSizeGreaterThan(10);
        assertThat(rooms)
                .allMatch(room -> Files.isDirectory(SOURCES.resolve("internal").resolve(room.replace('.', '/'))));
    }

    @Test
    void everyLargeFileIsOnThePageWithItsReason() throws IOException {
        String page = Files.readString(PAGE);
        String reasons = page.substring(page.indexOf("## Files above 300 lines"));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> large = files.filter(ArchitecturePageTest::isLarge)
                    .map(ArchitecturePageTest::type)
                    .collect(Collectors.toSet());

            assertThat(large).hasSizeLessThanOrEqualTo(5);
            assertThat(large).allMatch(type -> reasons.contains("| `" + type + "` |"));
        }
    }

    private static boolean isLarge(Path file) {
        try (Stream<String> lines = Files.isRegularFile(file) ? Files.lines(file) : Stream.of()) {
            return lines.count() > 300;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Set<String> types() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ArchitecturePageTest::type)
                    .collect(Collectors.toSet());
        }
    }
}
