package io.trialog.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree is deleted with all that is in it, and with nothing else. */
class FileTreeTest {

    @TempDir
    Path directory;

    private Path tree() throws IOException {
        Path tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/b/deep"), "1");
        Files.writeString(tree.resolve("flat"), "2");
        return tree;
    }

    private Path outside() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "3");
        return outside;
    }

    @Test
    void everythingBelowIsDeleted() throws IOException {
        Path tree = tree();

        FileTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void linksAreDeletedAndNotFollowed() throws IOException {
        Path outside = outside();
        Path tree = tree();
        Files.createSymbolicLink(tree.resolve("a/link"), outside);
        Files.createSymbolicLink(tree.resolve("broken"), directory.resolve("nowhere"));

        FileTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("kept")).hasContent("3");
    }

    @Test
    void linkToATreeIsDeletedAndTheTreeStays() throws IOException {
        Path outside = outside();
        Path link = Files.createSymbolicLink(directory.resolve("link"), outside);

        FileTree.delete(link);

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(outside.resolve("kept")).hasContent("3");
    }

    @Test
    void whatIsNotThereIsNoFailure() throws IOException {
        FileTree.delete(directory.resolve("nowhere"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void deletedAtOnceLeavesNothing() throws IOException {
        FileTree.deleteAtOnce(tree());

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void walkGivesPathsBelowTheRootAndFollowsLinks() throws IOException {
        Path tree = tree();
        Files.createSymbolicLink(tree.resolve("link"), outside());
        List<String> seen = new ArrayList<>();

        FileTree.follow(tree, (path, relative) -> {
            assertThat(path).exists();
            seen.add(relative.toString());
        });

        assertThat(seen).containsExactlyInAnyOrder("", "a", "a/b", "a/b/deep", "flat", "link", "link/kept");
    }

    @Test
    void walkOfOneFileGivesThatFile() throws IOException {
        List<String> seen = new ArrayList<>();

        FileTree.follow(tree().resolve("flat"), (path, relative) -> seen.add("[" + relative + "]"));

        assertThat(seen).containsExactly("[]");
    }

    @Test
    void linkIntoALoopIsAFailure() throws IOException {
        Path tree = tree();
        Files.createSymbolicLink(tree.resolve("a/up"), tree);

        assertThatIOException()
                .isThrownBy(() -> FileTree.follow(tree, (path, relative) -> {}))
                .isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void walkOfNothingIsAFailure() {
        assertThatIOException().isThrownBy(() -> FileTree.follow(directory.resolve("nowhere"), (path, relative) -> {}));
    }
}
