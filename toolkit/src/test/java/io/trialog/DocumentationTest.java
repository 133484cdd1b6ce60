package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programmers read: Javadoc of the public packages, its examples, and the page for those who come from Optuna. */
class DocumentationTest {

    private static final Path SOURCES = Path.of("src/main/java/io/trialog");
    private static final List<String> PACKAGES =
            List.of("client", "event", "exception", "plot", "project", "space", "spi", "status", "study", "trial");
    private static final List<String> DOOR = List.of("Study", "BackgroundRun", "Trial", "Samplers", "Pruners");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| .* \\| `(.*)` \\|$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n \\* }</pre>");

    @TempDir
    Path folder;

    @Test
    void everyPublicMemberSaysWhatItDoesTakesAndReturns() throws IOException {
        List<Path> files = new ArrayList<>(javaFiles(SOURCES));
        List<String> names = new ArrayList<>(List.of("io.trialog"));
        for (String name : PACKAGES) {
            files.addAll(javaFiles(SOURCES.resolve(name)));
            names.add("io.trialog." + name);
        }

        assertThat(JavaSource.compile(
                        folder, files, "-Xdoclint:all/protected", "-Xdoclint/package:" + String.join(",", names)))
                .isEmpty();
    }

    @Test
    void everyRowForThoseWhoComeFromOptunaCompiles() throws IOException {
        String page = Files.readString(Path.of("docs/from-optuna.md"));
        StringBuilder source = new StringBuilder("import io.trialog.*;\nabstract class Rows {\n");
        int rows = 0;
        for (Matcher row = ROW.matcher(page); row.find(); rows++) {
            source.append("    void row" + rows
                            + "(Study study0, Trial trial0, Objective objective, double value, int step)"
                            + " throws Exception {\n        ")
                    .append(withParameters(row.group(1)))
                    .append("\n    }\n");
        }
        Path file = Files.writeString(folder.resolve("Rows.java"), source + "}\n");

        assertThat(rows).isGreaterThan(45);
        JavaSource.assertCompiles(folder, List.of(file));
    }

    /** A row may make the study or the trial that others are given. */
    private static String withParameters(String code) {
        String study = code.startsWith("Study study") ? "" : "Study study = study0; ";
        return study + (code.contains("trial ->") ? "" : "Trial trial = trial0; ") + code;
    }

    @Test
    void theExamplesOfTheDoorCompile() throws IOException {
        for (String type : DOOR) {
            Matcher example = EXAMPLE.matcher(Files.readString(SOURCES.resolve(type + ".java")));
            assertThat(example.find()).as(type).isTrue();
            String code = example.group(1).replaceAll("(?m)^ \\* ?", "        ");
            Path file = Files.writeString(
                    folder.resolve(type + "Example.java"),
                    "import io.trialog.*;\nclass " + type + "Example {\n    void run() throws Exception {\n" + code
                            + "\n    }\n}\n");
            JavaSource.assertCompiles(folder, List.of(file));
        }
    }

    @Test
    void theDoorHasAtMostSixteenFiles() throws IOException {
        assertThat(javaFiles(SOURCES))
                .filteredOn(file -> !file.endsWith("package-info.java"))
                .hasSizeLessThanOrEqualTo(16);
    }

    private static List<Path> javaFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
