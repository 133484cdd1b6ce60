package io.trialog.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is replaced is seen whole, whenever one looks, and a replacement that fails leaves no trace. */
class AtomicFileTest {

    private static final String OLD = "a".repeat(200_000);
    private static final String NEW = "b".repeat(300_000);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("note.json");
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    @Test
    void textIsWrittenInUtf8() throws IOException {
        assertThat(AtomicFile.write(file(), "ä\n")).isEqualTo(file());

        assertThat(Files.readAllBytes(file())).containsExactly(0xc3, 0xa4, '\n');
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void aLinkInTheWayIsReplacedAndNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        for (String name : List.of(".note.json.new", "note.json")) {
            Files.createSymbolicLink(directory.resolve(name), victim);
            AtomicFile.write(file(), "note");
            Files.createSymbolicLink(directory.resolve(".note.json.new"), victim);
            AtomicFile.writePrivate(file(), "private");

            assertThat(file()).content().isEqualTo("private");
            assertThat(Files.isSymbolicLink(file())).isFalse();
            assertThat(victim).content().isEqualTo("precious");
            Files.delete(file());
        }
    }

    @Test
    void aPrivateFileCanBeReadByItsOwnerOnly() throws IOException {
        Files.setPosixFilePermissions(AtomicFile.write(file(), "old"), PosixFilePermissions.fromString("rw-rw-rw-"));
        AtomicFile.writePrivate(file(), "ä");

        assertThat(file()).content().isEqualTo("ä");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void whileItIsWrittenTheOldContentStands() throws IOException {
        AtomicFile.write(file(), "old");

        AtomicFile.write(file(), out -> {
            out.write(NEW.getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(file()).hasContent("old");
        });

        assertThat(file()).hasContent(NEW);
    }

    @Test
    void readerNeverSeesHalfAFile() throws Exception {
        AtomicFile.write(file(), OLD);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(this::replaceOften, writer);
            Set<String> seen = new TreeSet<>();
            while (!writing.isDone()) {
                seen.add(Files.readString(file()));
            }
            writing.join();

            assertThat(Set.of(OLD, NEW)).containsAll(seen);
            assertThat(seen).isNotEmpty();
        } finally {
            writer.shutdownNow();
        }
    }

    private void replaceOften() {
        try {
            for (int i = 0; i < 100; i++) {
                AtomicFile.write(file(), i % 2 == 0 ? NEW : OLD);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void failingWriteLeavesTheOldContentAndNothingBesideIt() throws IOException {
        AtomicFile.write(file(), "old");

        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file(), out -> {
                    out.write(1);
                    throw new IOException("no space left");
                }))
                .withMessage("no space left");

        assertThat(file()).hasContent("old");
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void failingMakerLeavesTheOldContentAndNothingBesideIt() throws IOException {
        AtomicFile.write(file(), "old");

        assertThatThrownBy(() -> AtomicFile.replaceByOneOfMany(file(), path -> {
                    Files.writeString(path, "half");
                    throw new IllegalStateException("stopped");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file()).hasContent("old");
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void directoryInTheWayIsAFailureAndLeavesNothing() throws IOException {
        Files.createDirectories(file().resolve("inside"));

        assertThatIOException().isThrownBy(() -> AtomicFile.write(file(), "new"));

        assertThat(names()).containsExactly("note.json");
        assertThat(file().resolve("inside")).isDirectory();
    }

    @Test
    void leftoverOfAKilledWriterIsWrittenOver() throws IOException {
        Files.writeString(directory.resolve(".note.json.new"), "a much longer text that was cut off");

        AtomicFile.write(file(), "new");

        assertThat(file()).hasContent("new");
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void severalWritersDoNotShareAFile() throws IOException {
        AtomicFile.replaceByOneOfMany(file(), outer -> {
            AtomicFile.replaceByOneOfMany(file(), inner -> {
                assertThat(inner).isNotEqualTo(outer);
                Files.writeString(inner, "first");
            });
            assertThat(file()).hasContent("first");
            Files.writeString(outer, "last");
        });

        assertThat(file()).hasContent("last");
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void forcedFileHasTheBytes() throws IOException {
        AtomicFile.write(file(), "old");

        AtomicFile.writeForced(file(), new byte[] {'n', 'e', 'w'});

        assertThat(file()).hasContent("new");
        assertThat(names()).containsExactly("note.json");
    }

    @Test
    void directoriesAreMadeWhereThatIsAskedFor() throws IOException {
        Path deep = directory.resolve("a/b/note.json");

        assertThatIOException().isThrownBy(() -> AtomicFile.write(deep, "new"));
        AtomicFile.writeWithDirectories(deep, out -> out.write('x'));

        assertThat(deep).hasContent("x");
    }

    @Test
    void createdFileMustNotExist() throws IOException {
        ForcedFile.create(file(), new byte[] {'1'});

        assertThatThrownBy(() -> ForcedFile.create(file(), new byte[] {'2'}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file()).hasContent("1");
    }
}
