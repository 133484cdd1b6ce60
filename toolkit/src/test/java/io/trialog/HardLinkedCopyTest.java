package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy by {@code cp -al} has the very files of its original, under other names: neither writes into them. */
class HardLinkedCopyTest {

    @TempDir
    private Path root;

    private Path original;
    private Path copy;

    @BeforeEach
    void copyByLinks() throws IOException {
        original = root.resolve("original");
        copy = root.resolve("copy");
        try (Study study = original()) {
            run(study, 4);
        }
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Path target = copy.resolve(original.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectory(target);
                } else {
                    Files.createLink(target, path);
                }
            }
        }
    }

    @Test
    void whatTheCopyWritesDoesNotReachTheOriginal() throws IOException {
        Map<String, Integer> before = contents(original);

        try (Study study = copied(OpenOptions.Intent.COPIED)) {
            assertThat(study.notes())
                    .anyMatch(note -> note.startsWith("The file of the queue, in " + copy)
                            && note.contains("a new one is built, and that one stays as it is."));
            run(study, 8);
        }

        assertThat(contents(original)).isEqualTo(before);
        verify(original, 4);
        verify(copy, 8);
    }

    @Test
    void whatTheOriginalWritesDoesNotReachTheCopy() throws IOException {
        Map<String, Integer> before = contents(copy);

        try (Study study = original()) {
            run(study, 8);
        }

        assertThat(contents(copy)).isEqualTo(before);
        verify(original, 8);
        verify(copy, 4);
    }

    @Test
    void alsoACopyThatIsSaidToBeTheStudyItselfLeavesTheFilesOfTheOtherAlone() throws IOException {
        Map<String, Integer> before = contents(original);

        try (Study study = copied(OpenOptions.Intent.MOVED)) {
            run(study, 8);
        }

        assertThat(contents(original)).isEqualTo(before);
        verify(copy, 8);
    }

    @Test
    void onceEachHasItsOwnFilesTheQueueIsNotBuiltAnewAgain() throws IOException {
        copied(OpenOptions.Intent.COPIED).close();
        for (int i = 0; i < 2; i++) {
            try (Study study = original()) {
                assertThat(study.notes()).noneMatch(note -> note.contains("queue"));
            }
        }
        assertThat(original.resolve("queue/gen-0001")).exists();
        assertThat(copy.resolve("queue/gen-0002")).exists();
    }

    private Study original() {
        return Study.builder("original").minimize("loss").seed(1).under(root).open();
    }

    private Study copied(OpenOptions.Intent intent) {
        return Study.open(OpenOptions.of(copy.toString()).withIntent(intent));
    }

    private static void run(Study study, int trials) {
        study.optimize(trials, trial -> trial.suggestFloat("x", 0, 1));
    }

    private static void verify(Path study, int trials) {
        assertThat(StudyReader.open(study).view().trialCount()).isEqualTo(trials);
        assertThat(StudyReader.verify(study).isGreen())
                .as(StudyReader.verify(study).toString())
                .isTrue();
    }

    /** All files, by name, with the hash of their bytes. */
    private static Map<String, Integer> contents(Path study) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(study)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(study.relativize(path).toString(), Arrays.hashCode(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}
