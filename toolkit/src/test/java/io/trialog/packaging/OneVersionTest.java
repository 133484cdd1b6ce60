package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version is set in {@code pom.xml}, by {@code toolkit/bin/set-version}. */
class OneVersionTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern REVISION = Pattern.compile("<revision>(.*)</revision>");
    private static final Pattern NAMED =
            Pattern.compile("io\\.trialog:trialog:([0-9][\\w.-]*)|/trialog-([0-9][\\w.-]*)\\.jar");

    @Test
    void documentsAndNotebooksNameTheVersionOfTheBuild() throws IOException {
        String version = REVISION.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        for (Path file : files()) {
            assertThat(NAMED.matcher(Files.readString(file)).results().map(OneVersionTest::named))
                    .as(file.toString())
                    .allMatch(version::equals);
        }
        assertThat(ROOT.resolve("notebooks/00-quickstart.ipynb"))
                .content()
                .contains("%maven io.trialog:trialog:" + version);
    }

    private static String named(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> notebooks = Files.list(ROOT.resolve("notebooks"));
                Stream<Path> documents = Files.list(ROOT.resolve("toolkit/docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), Stream.concat(notebooks, documents))
                    .filter(file -> file.toString().matches(".*\\.(md|ipynb|java)"))
                    .toList();
        }
    }
}
