package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StudyEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.LostEventsException;
import io.trialog.internal.journal.DurableJournal;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.ledger.Watermark;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import io.trialog.testing.Eventually;
import io.trialog.testing.HashedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mark of what was acknowledged, and people who change history. */
class MarkTest {

    private static final int REPORTS = 20;
    /** StudyCreated, ControllerStarted and the reports. */
    private static final int LAST = REPORTS + 1;

    @TempDir
    Path directory;

    private Path study(Durability level) {
        Path study = directory.resolve("study");
        Studies.create(study, level, REPORTS);
        return study;
    }

    private static Path file(Path study, int epoch) {
        return study.resolve("ledger/%06d.jsonl".formatted(epoch));
    }

    /** Changes the lines from {@code seq} on and gives each the hash that it then must have. */
    private static List<String> forged(Path file, int seq, UnaryOperator<String> change) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> forged = new ArrayList<>(lines.subList(0, seq));
        List<String> changed =
                lines.subList(seq, lines.size()).stream().map(change).toList();
        forged.addAll(HashedLines.anew(HashedLines.hashOf(lines.get(seq - 1)), changed));
        return forged;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static String failure(Path study) {
        return LogCheck.of(study, Map.of(), event -> {}).failure();
    }

    @Test
    void aForgedEventThatWasHashedAnewIsSeenByEveryoneWhoReads() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = file(study, 1);
        write(file, forged(file, LAST, line -> line.replace("\"step\":19", "\"step\":77")));

        String what = "The event with seq 21 is not the one that was acknowledged";
        assertThatExceptionOfType(LostEventsException.class)
                .isThrownBy(() -> Studies.open(study, null))
                .withMessageStartingWith(what)
                .withMessageContaining("000001.jsonl at offset");
        assertThatThrownBy(() -> LedgerReader.read(study.resolve("ledger"), 0, Long.MAX_VALUE, event -> true))
                .hasMessageStartingWith(what);
        assertThat(failure(study)).startsWith(what);
        assertThat(file(study, 2)).as("nothing is appended").doesNotExist();
    }

    @Test
    void aLedgerWithARaisedEpochDoesNotBeatAnUntouchedQueue() throws IOException {
        Path study = study(Durability.FULL);
        Path file = file(study, 1);
        List<String> lines = forged(
                file, 15, line -> line.replace("\"epoch\":1", "\"epoch\":7").replace(":13,", ":99,"));
        write(file, lines.subList(0, 15));
        write(file(study, 7), lines.subList(15, lines.size()));

        assertThatExceptionOfType(LostEventsException.class)
                .isThrownBy(() -> Studies.open(study, null))
                .withMessageContaining("the copies differ from seq 15 on")
                .withMessageContaining("up to seq 21")
                .matches(loss -> loss.from() == 15 && loss.to() == 21);
        assertThat(failure(study)).contains("the copies differ from seq 15 on");
    }

    @Test
    void anEndThatIsMissingIsToldAsLostUntilAPersonAcceptsThat() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = file(study, 1);
        write(file, Files.readAllLines(file).subList(0, 12));

        assertThat(failure(study)).contains("those from seq 12 to 21 are lost");
        assertThatExceptionOfType(LostEventsException.class).isThrownBy(() -> Studies.open(study, null));

        OpenRequest accepting = Studies.request(study, null).withMode(OpenRequest.Mode.ACCEPT_LOSS);
        try (Opened opened = Studies.open(accepting)) {
            assertThat(opened.opened().notes().toString()).contains("those from seq 12 to 21 are lost");
            assertThat(opened.events().get(13).event()).isInstanceOfSatisfying(StudyEvent.LossAccepted.class, loss -> {
                assertThat(loss.from()).isEqualTo(12);
                assertThat(loss.to()).isEqualTo(21);
            });
        }
        assertThat(failure(study)).isEmpty();
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.opened().notes()).isEmpty();
        }
    }

    @Test
    void aControllerMarksItsStartAtOnce() throws Exception {
        Path study = study(Durability.LEDGER);
        assertThat(Watermark.read(study.resolve("ledger")).seq()).isEqualTo(LAST);

        try (Opened opened = Studies.open(study, null)) {
            long start = opened.journal().lastSeq();
            assertThat(start).isEqualTo(LAST + 1);
            Eventually.holds(
                    "the start is marked",
                    Duration.ofSeconds(10),
                    () -> Watermark.read(study.resolve("ledger")).seq() == start);
        }
    }

    /** Remembers the marks. */
    private static final class Marks implements LogCopy {

        private final List<Long> seen = new CopyOnWriteArrayList<>();

        @Override
        public void append(List<byte[]> lines) {}

        @Override
        public void force() {}

        @Override
        public void mark(Head durable) {
            seen.add(durable.seq());
        }

        @Override
        public void close(Head end) {}
    }

    @Test
    void theMarkFollowsWhileAStudyRunsAlsoWhenNothingMoreHappens() throws Exception {
        Marks marks = new Marks();
        DurableJournal.Parts parts = new DurableJournal.Parts(
                List.of(marks),
                Durability.LEDGER,
                () -> {},
                (from, to, reader) -> {},
                () -> {},
                Duration.ofMillis(300));
        try (Journal journal = DurableJournal.open(InstantSource.system(), "test", 1, Head.NONE, parts)) {
            journal.append(Recording.of(new StudyEvent.ControllerStopped("a")));
            journal.commit();
            Eventually.holds("the first event is marked", Duration.ofSeconds(10), () -> marks.seen.contains(0L));
            journal.append(Recording.of(new StudyEvent.ControllerStopped("b")));
            journal.append(Recording.of(new StudyEvent.ControllerStopped("c")));
            journal.commit();
            Eventually.holds("the last event is marked", Duration.ofSeconds(10), () -> marks.seen.contains(2L));
        }
        assertThat(marks.seen).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aMarkNeverGoesBack() throws IOException {
        Path study = study(Durability.LEDGER);
        Path mark = study.resolve("ledger/acknowledged");
        Watermark.reset(
                study.resolve("ledger"),
                new Head(LAST + 100, "f".repeat(64), 1, InstantSource.system().instant()));
        String later = Files.readString(mark);

        assertThatThrownBy(() -> Studies.open(study, null)).isInstanceOf(LostEventsException.class);

        assertThat(mark).hasContent(later.strip());
    }

    @Test
    void aMarkOfAnEarlyStudyHasNoChecksumAndCounts() throws IOException {
        Path study = study(Durability.LEDGER);
        Path mark = study.resolve("ledger/acknowledged");
        String[] parts = Files.readString(mark).strip().split(" ", -1);
        Files.writeString(mark, parts[0] + " " + parts[1] + "\n");
        assertThat(LogCheck.of(study, Map.of(), event -> {}).mark()).contains("the event with seq 21");

        Files.writeString(mark, parts[0] + " " + "f".repeat(64) + "\n");
        assertThat(failure(study)).contains("is not the one that was acknowledged");
    }

    @Test
    void aMarkThatIsMissingOrDamagedIsReported() throws IOException {
        Path study = study(Durability.LEDGER);
        Path mark = study.resolve("ledger/acknowledged");
        Files.writeString(mark, "21 abc def\n");
        assertThat(LogCheck.of(study, Map.of(), event -> {}).mark()).contains("acknowledged is damaged");
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.opened().notes().toString()).contains("acknowledged is damaged", "can't be told");
        }
        Files.delete(mark);
        assertThat(LogCheck.of(study, Map.of(), event -> {}).mark()).contains("acknowledged is missing");
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.opened().notes().toString()).contains("acknowledged is missing");
        }
        assertThat(mark).exists();
    }

    @Test
    void whoAcceptsALossKeepsTheCopyThatLeadsToTheAcknowledgedEvent() throws IOException {
        Path study = study(Durability.FULL);
        Path file = file(study, 1);
        List<String> whole = Files.readAllLines(file);
        List<String> lines = forged(
                file, 15, line -> line.replace("\"epoch\":1", "\"epoch\":7").replace(":13,", ":99,"));
        write(file, lines.subList(0, 15));
        write(file(study, 7), lines.subList(15, lines.size()));

        OpenRequest accepting = Studies.request(study, null).withMode(OpenRequest.Mode.ACCEPT_LOSS);
        try (Opened opened = Studies.open(accepting)) {
            assertThat(opened.events()).hasSize(LAST + 2);
            assertThat(opened.opened().notes().toString())
                    .contains("events that do not lead to the one that was acknowledged are set aside");
        }

        assertThat(failure(study)).isEmpty();
        assertThat(Files.readAllLines(file)).isEqualTo(whole);
        assertThat(study.resolve("ledger/set-aside/000007.jsonl.1")).exists();
    }

    @Test
    void theEndOfTheQueueIsAMarkToo() throws IOException {
        Path study = study(Durability.FULL);
        Files.delete(study.resolve("ledger/acknowledged"));
        Path file = file(study, 1);
        write(file, Files.readAllLines(file).subList(0, 12));
        Path queue = study.resolve("queue/gen-0001/19700101F.cq4");
        Files.write(queue, new byte[(int) Files.size(queue)]);

        assertThat(failure(study)).contains("those from seq 12 to 21 are lost");
        assertThatExceptionOfType(LostEventsException.class).isThrownBy(() -> Studies.open(study, null));

        Studies.open(Studies.request(study, null).withMode(OpenRequest.Mode.ACCEPT_LOSS))
                .close();
        assertThat(failure(study)).isEmpty();
    }

    @Test
    void aReaderSeesALedgerThatEndsBeforeTheMark() throws IOException {
        Path study = study(Durability.FULL);
        Path file = file(study, 1);
        write(file, Files.readAllLines(file).subList(0, 12));

        assertThatExceptionOfType(DamagedLogException.class)
                .isThrownBy(() -> LedgerReader.read(study.resolve("ledger"), 0, Long.MAX_VALUE, event -> true))
                .withMessageContaining("those from seq 12 to 21 are missing in it")
                .withMessageContaining("Maybe the queue holds them");
        assertThat(failure(study)).isEmpty();
        Studies.open(study, null).close();
        LedgerReader.read(study.resolve("ledger"), 0, Long.MAX_VALUE, event -> true);
    }

    @Test
    void anEpochThatNoControllerWroteIsRefused() throws IOException {
        Path study = study(Durability.LEDGER);
        Files.createFile(file(study, 999_999_999));

        assertThatExceptionOfType(DamagedLogException.class)
                .isThrownBy(() -> Studies.open(study, null))
                .withMessageContaining("The next epoch must be at most 999999999");

        Files.delete(file(study, 999_999_999));
        Path file = file(study, 1);
        write(file, forged(file, LAST, line -> line.replace("\"epoch\":1", "\"epoch\":2147483647")));
        assertThat(failure(study)).contains("000001.jsonl at offset", "its epoch must be at most 999999999");
    }
}
