package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random bits flipped in every file of the log of a closed study: detected, repaired from the other copy, told. */
@Tag("slow")
class BitFlipTest {

    private static final int FLIPS = Boolean.getBoolean("trialog.full") ? 1000 : 200;
    /** Every so many flips the study is opened, too. */
    private static final int OPENED = Boolean.getBoolean("trialog.full") ? 5 : 25;

    private static final int REPORTS = 100;
    private static final int EVENTS = REPORTS + 2;
    private static final long SEED = 20261121;
    private static final String LEDGER = "ledger/000001.jsonl";
    private static final String QUEUE = "queue/gen-0001/19700101F.cq4";

    @TempDir
    Path directory;

    private Path study = Path.of("");
    private Path whole = Path.of("");
    private final SplittableRandom random = new SplittableRandom(SEED);

    @BeforeEach
    void writeTheStudy() throws IOException {
        study = directory.resolve("study");
        whole = directory.resolve("whole");
        Studies.create(study, Durability.FULL, REPORTS);
        copy(study, whole);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private void restore() throws IOException {
        Studies.delete(study);
        copy(whole, study);
    }

    /** Flips one random bit among the first bytes of a file; returns where. */
    private long flip(String name, long bytes) throws IOException {
        Path file = study.resolve(name);
        byte[] content = Files.readAllBytes(file);
        long bit = random.nextLong(8 * bytes);
        content[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
        Files.write(file, content);
        return bit / 8;
    }

    private void restore(String name) throws IOException {
        Files.copy(whole.resolve(name), study.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertDetected(String story) {
        LogCheck verification = verify();
        assertThat(verification.isGreen()).as(story).isFalse();
        assertThat(verification.failure()).as(story).isEmpty();
    }

    private LogCheck verify() {
        return LogCheck.of(study, Map.of(), event -> {});
    }

    private List<String> open(Consumer<List<String>> notes) {
        List<String> lines = new ArrayList<>();
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.events()).hasSize(EVENTS + 1);
            for (StoredEvent event : opened.events().subList(0, EVENTS)) {
                lines.add(event.envelope().hash());
            }
            notes.accept(opened.opened().notes());
            Studies.report(opened.journal(), 0, 2);
        }
        try (Opened again = Studies.open(study, null)) {
            assertThat(again.events()).hasSize(EVENTS + 1 + 2 + 1);
            assertThat(again.opened().notes()).isEmpty();
        }
        return lines;
    }

    @Test
    void everyFlippedBitOfTheLedgerIsDetectedAndRepairedFromTheQueueByteForByte() throws IOException {
        long size = Files.size(study.resolve(LEDGER));
        for (int i = 0; i < FLIPS; i++) {
            long at = flip(LEDGER, size);
            String story = "seed " + SEED + ", flip " + i + " in byte " + at;
            assertDetected(story);
            if (i % OPENED == 0) {
                open(notes -> assertThat(notes.toString()).as(story).contains(LEDGER, "The ledger was repaired"));
                assertThat(study.resolve(LEDGER)).as(story).hasSameBinaryContentAs(whole.resolve(LEDGER));
                restore();
            }
            restore(LEDGER);
        }
    }

    @Test
    void everyFlippedBitOfTheQueueIsDetectedAlsoInHeadersIndexesAndEmptyPages() throws IOException {
        long end = lastDataByte();
        for (int i = 0; i < FLIPS; i++) {
            long at = flip(QUEUE, i % 4 == 0 ? Files.size(study.resolve(QUEUE)) : end);
            String story = "seed " + SEED + ", flip " + i + " in byte " + at;
            assertDetected(story);
            if (i % OPENED == 0) {
                open(notes -> assertThat(notes.toString()).as(story).contains("In the queue, "));
                assertThat(study.resolve(QUEUE)).as("kept: " + story).exists();
                restore();
            }
            restore(QUEUE);
        }
    }

    /** Chronicle's own file beside the data is never believed, so its bits carry nothing. */
    @Test
    void noBitOfTheQueuesMetadataCarriesAnything() throws IOException {
        for (int i = 0; i < FLIPS / 20; i++) {
            flip("queue/gen-0001/metadata.cq4t", 1024);
            assertThat(verify().isGreen()).isTrue();
            open(notes -> assertThat(notes).isEmpty());
            restore();
        }
    }

    @Test
    void aMarkThatWasHitIsNotBelieved() throws IOException {
        for (int i = 0; i < FLIPS / 20; i++) {
            flip("ledger/acknowledged", Files.size(study.resolve("ledger/acknowledged")));
            flip("queue/gen-0001/clean", Files.size(study.resolve("queue/gen-0001/clean")));
            assertThat(verify().failure()).isEmpty();
            open(notes -> {});
            restore();
        }
    }

    /**
     * Without the mark of a clean end (the controller was killed) there is no checksum of the queue file: a flip in a
     * line's bytes is still detected, and one elsewhere (Chronicle's headers, indexes and lengths, empty pages) either
     * is, or no event is read otherwise, and the queue is never appended to.
     */
    @Test
    void afterAKillEveryFlippedBitOfAnEventIsDetectedAndNoOtherChangesWhatIsRead() throws IOException {
        long end = lastDataByte();
        boolean[] carries = bytesOfEvents();
        Files.delete(whole.resolve("queue/gen-0001/clean"));
        restore();
        List<String> expected = open(notes -> assertThat(notes).isEmpty());
        restore();
        int harmless = 0;
        int detected = 0;
        for (int i = 0; i < FLIPS; i++) {
            int at = (int) flip(QUEUE, end);
            String story = "seed " + SEED + ", flip " + i + " in byte " + at;
            LogCheck verification = verify();
            assertThat(verification.failure()).as(story).isEmpty();
            assertThat(verification.head().seq()).as(story).isEqualTo(EVENTS - 1);
            if (carries[at]) {
                assertThat(verification.isGreen()).as(story).isFalse();
            }
            detected += verification.isGreen() ? 0 : 1;
            harmless += verification.isGreen() ? 1 : 0;
            if (i % OPENED == 0) {
                assertThat(open(notes -> {})).as(story).isEqualTo(expected);
                restore();
            }
            restore(QUEUE);
        }
        System.out.println("bit flips in a queue without a mark, seed " + SEED + ": " + detected + " detected, "
                + harmless + " in bytes that carry nothing (headers, indexes, empty pages)");
    }

    private boolean[] bytesOfEvents() throws IOException {
        boolean[] carries = new boolean[(int) Files.size(study.resolve(QUEUE))];
        String queue = Files.readString(study.resolve(QUEUE), StandardCharsets.ISO_8859_1);
        for (byte[] line : lines()) {
            String text = new String(line, StandardCharsets.ISO_8859_1);
            int at = queue.indexOf(text);
            assertThat(at).isPositive();
            Arrays.fill(carries, at, at + text.length(), true);
        }
        return carries;
    }

    private List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        LogCheck.of(study, Map.of(), event -> lines.add(event.line()));
        return lines;
    }

    private long lastDataByte() throws IOException {
        byte[] content = Files.readAllBytes(study.resolve(QUEUE));
        int end = content.length;
        while (content[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
