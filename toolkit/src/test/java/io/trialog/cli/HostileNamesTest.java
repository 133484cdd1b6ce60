package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and files that are none, at every door of the command line. */
@Tag("processes")
class HostileNamesTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;
    private String file;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(Files.createDirectories(directory.resolve("work/here")));
        file = trialog.studyFile("tiny");
        trialog.call("run", file, "-n", "1");
        trialog.call("export", "tiny", exported());
    }

    private String exported() {
        return directory.resolve("tiny.jsonl").toString();
    }

    static List<String> names() {
        return List.of(
                "../x",
                "../../x",
                "/x",
                "a b;rm",
                "$(id)",
                "`id`",
                "a\nb",
                "a\0b",
                "..",
                ".hidden",
                "-x",
                "Überstudie",
                "研究",
                "a\u202eb",
                "x".repeat(300),
                "con");
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStrangeNameMakesNothingAnywhereAndIsRefusedWithTheRule(String name) throws IOException {
        List<String> before = everything();

        List<Result> results = List.of(
                trialog.call("run", file, "-n", "1", "--name=" + name),
                trialog.call("fork", "tiny", "--", name),
                trialog.call("import", exported(), "--", name),
                trialog.call("salvage", "tiny", "--", name));

        for (Result result : results) {
            assertThat(result.code()).as(result.err()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("trialog: A study's name consists of 1 to 100 letters")
                    .doesNotContain("\tat ");
        }
        for (String verb : List.of("status", "trials", "best", "verify", "resume", "log", "stop", "rebuild")) {
            Result result = trialog.call(verb, "--", name);
            assertThat(result.code()).as(verb + ": " + result.err()).isEqualTo(2);
            assertThat(result.err()).startsWith("trialog: ").doesNotContain("\tat ", "Exception");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoStudyFileIsRefusedByNameAndMakesNothing() throws IOException {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        Files.write(directory.resolve("noise.yaml"), noise);
        Files.writeString(directory.resolve("prose.yaml"), "Dear reader,\n\tthis: is [no {yaml\n");
        Files.writeString(directory.resolve("list.yaml"), "- 1\n- 2\n");
        Files.writeString(directory.resolve("empty.yaml"), "");
        Files.createDirectory(directory.resolve("directory.yaml"));
        List<String> before = everything();

        for (String name : List.of("noise", "prose", "list", "empty", "directory", "absent")) {
            String study = directory.resolve(name + ".yaml").toString();
            Result result = trialog.call("run", study, "-n", "1");
            assertThat(result.code()).as(name + ": " + result.err()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("trialog: ")
                    .contains(name + ".yaml")
                    .doesNotContain("\tat ");
        }
        assertThat(everything()).isEqualTo(before);
    }
}
