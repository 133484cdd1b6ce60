package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies in a JVM that was started without the flags of the event queue. */
@Tag("processes")
class NoFlagsTest {

    private static final String NOTE = "note This JVM was started without the flags that the event queue needs,"
            + " so the log is kept in the ledger alone, forced to disk at every event.";

    @TempDir
    Path root;

    @Test
    void aNewStudyIsKeptInItsLedgerAndTheFlagsBuildTheQueueLater() throws Exception {
        assertThat(withoutFlags("new"))
                .startsWith("trials 2\n" + NOTE)
                .containsOnlyOnce("note ")
                .contains("--add-exports=");
        assertThat(withoutFlags("new")).startsWith("trials 4\n" + NOTE);
        assertThat(root.resolve("new/queue")).doesNotExist();
        assertThat(starts("new")).containsExactly("ledger (no flags)", "ledger (no flags)");

        assertThat(withFlags("new")).isEqualTo("trials 6\n");
        assertThat(generations("new")).containsExactly("gen-0001");
        assertThat(starts("new")).endsWith("full");
        assertGreen("new");
    }

    @Test
    void aFullStudyWhoseCopiesAgreeGoesOnAndTheNextOneBuildsANewGeneration() throws Exception {
        assertThat(withFlags("full")).isEqualTo("trials 2\n");
        assertThat(withoutFlags("full")).startsWith("trials 4\n" + NOTE);
        assertGreen("full");

        assertThat(withFlags("full")).isEqualTo("trials 6\n");
        assertThat(generations("full")).containsExactly("gen-0002");
        assertThat(starts("full")).containsExactly("full", "ledger (no flags)", "full");
        assertGreen("full");
    }

    @Test
    void aQueueThatHoldsMoreThanTheLedgerNeedsTheFlags() throws Exception {
        withFlags("torn");
        Path ledger = ledger("torn").get(0);
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        Files.delete(root.resolve("torn/ledger/acknowledged")); // else that tells of the loss first
        deleteMarks("torn"); // and so does the queue's own end
        byte[] before = Files.readAllBytes(ledger);

        assertThat(withoutFlags("torn")).startsWith("refused The event queue needs JVM flags");
        assertThat(ledger).hasBinaryContent(before);
    }

    @Test
    void aQueueWhoseMarkIsLostIsReadByItsBytes() throws Exception {
        withFlags("killed");
        deleteMarks("killed");

        assertThat(withoutFlags("killed")).startsWith("trials 4\n" + NOTE);
    }

    @Test
    void whoAsksForAQueueIsRefused() throws Exception {
        assertThat(withoutFlags("asked", "FULL")).startsWith("refused The event queue needs JVM flags");
        assertThat(withoutFlags("local", "LOCAL")).startsWith("refused The event queue needs JVM flags");
        assertThat(withFlags("kept", "LOCAL")).startsWith("trials 2\n");
        assertThat(withoutFlags("kept")).startsWith("refused The event queue needs JVM flags");
        assertThat(withoutFlags("ledger", "LEDGER")).isEqualTo("trials 2\n");
    }

    /** As after a kill: what a good end leaves beside the queue's file is not there. */
    private void deleteMarks(String study) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(study).resolve("queue/gen-0001"))) {
            for (Path mark :
                    files.filter(file -> !file.toString().contains(".cq4")).toList()) {
                Files.delete(mark);
            }
        }
    }

    private void assertGreen(String study) {
        assertThat(StudyReader.verify(root.resolve(study)).toString()).startsWith("VERIFIED");
    }

    private List<String> generations(String study) throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve(study).resolve("queue"))) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private List<Path> ledger(String study) throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve(study).resolve("ledger"))) {
            return entries.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> starts(String study) throws IOException {
        List<String> levels = new ArrayList<>();
        for (Path file : ledger(study)) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.contains("\"ControllerStarted\""))
                    .map(line -> line.replaceAll(".*\"durability\":\"([^\"]*)\".*", "$1"))
                    .forEach(levels::add);
        }
        return levels;
    }

    private String withFlags(String... arguments) throws Exception {
        return JavaProcess.output(JavaProcess.here(NoFlagsProgram.class, arguments(arguments)));
    }

    private String withoutFlags(String... arguments) throws Exception {
        ProcessBuilder process = JavaProcess.here(NoFlagsProgram.class, arguments(arguments));
        process.command().removeIf(word -> word.startsWith("@"));
        return JavaProcess.output(process);
    }

    private List<String> arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(root.toString()));
        all.addAll(List.of(arguments));
        return all;
    }
}
