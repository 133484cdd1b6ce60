package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StoredEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.store.SimulatedDisk.Image;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lost and stale pages of a queue of 10,000 events, as power losses leave them, after an end that was not clean: with a
 * whole ledger beside it, and without any (level {@code local}, whose ledger is not forced).
 */
@TestInstance(Lifecycle.PER_CLASS)
class PageSurgeryTest {

    private static final int REPORTS = 10_000;
    private static final int EVENTS = REPORTS + 2;

    @TempDir
    static Path directory;

    private Path study = Path.of("");
    private Path queue = Path.of("");
    private Path ledger = Path.of("");
    private Image early = Image.NONE;
    private Image whole = Image.NONE;
    private byte[] lines = new byte[0];

    /** What happened to the queue. */
    enum Damage {
        HEADER_AND_INDEX_STALE,
        LAST_PAGE_LOST,
        LAST_THREE_PAGES_LOST,
        MIDDLE_PAGE_LOST,
        MIDDLE_SECTOR_LOST,
        ONE_BIT_OF_A_PAYLOAD,
        FIRST_PAGE_LOST
    }

    @BeforeAll
    void writeTheStudy() throws IOException {
        study = directory.resolve("study");
        queue = study.resolve("queue/gen-0001/19700101F.cq4");
        ledger = study.resolve("ledger/000001.jsonl");
        try (Opened opened = Studies.open(study, Durability.LOCAL)) {
            Studies.report(opened.journal(), 0, REPORTS / 2);
            early = Image.of(queue);
            Studies.report(opened.journal(), REPORTS / 2, REPORTS);
            whole = Image.of(queue);
            lines = Files.readAllBytes(ledger);
        }
    }

    @BeforeEach
    void asIfTheControllerHadBeenKilled() throws IOException {
        Studies.delete(study);
        Files.createDirectories(ledger.getParent());
        Files.write(ledger, lines);
        new CrashStates.State("", -1, Map.of(), whole, false).write(study, new byte[0]);
    }

    @AfterAll
    void empty() throws IOException {
        Studies.delete(study);
    }

    private void damage(Damage damage) throws IOException {
        TreeSet<Integer> data = new TreeSet<>(whole.pages().keySet());
        int last = data.last();
        int middle = last / 2;
        switch (damage) {
            case HEADER_AND_INDEX_STALE -> stale();
            case LAST_PAGE_LOST -> zero(last, 4096);
            case LAST_THREE_PAGES_LOST -> zero(last - 2, 3 * 4096);
            case MIDDLE_PAGE_LOST -> zero(middle, 4096);
            case MIDDLE_SECTOR_LOST -> zero(middle, 512);
            case ONE_BIT_OF_A_PAYLOAD -> flip(middle);
            case FIRST_PAGE_LOST -> zero(0, 4096);
        }
    }

    /** All pages that were there half-way and were changed later are as they were then, but for that with the data's end. */
    private void stale() throws IOException {
        List<Integer> changed = whole.differences(early);
        int end = new TreeSet<>(early.pages().keySet()).last();
        try (RandomAccessFile file = new RandomAccessFile(queue.toFile(), "rw")) {
            for (int page : changed) {
                if (page < end && early.pages().containsKey(page)) {
                    file.seek(page * 4096L);
                    file.write(early.page(page));
                }
            }
        }
    }

    private void zero(int page, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(queue.toFile(), "rw")) {
            file.seek(page * 4096L);
            file.write(new byte[length]);
        }
    }

    /** In the digits of a number that was reported. */
    private void flip(int page) throws IOException {
        String text = new String(whole.page(page), java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"values\":{\"value\":") + 20;
        try (RandomAccessFile file = new RandomAccessFile(queue.toFile(), "rw")) {
            file.seek(page * 4096L + at);
            int digit = file.read();
            file.seek(page * 4096L + at);
            file.write(digit ^ 1);
        }
    }

    private static void assertGoesOn(Opened opened, int events) {
        assertThat(opened.events()).hasSize(events + 1);
        Journal journal = opened.journal();
        Studies.report(journal, 0, 5);
    }

    private void assertWholeAfterwards(int events) {
        try (Opened again = Studies.open(study, null)) {
            assertThat(again.opened().notes()).isEmpty();
            assertThat(again.events()).hasSize(events + 1 + 5 + 1);
        }
        LogCheck verification = LogCheck.of(study, Map.of(), event -> {});
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void withAWholeLedgerNothingIsLostAndWhatIsAppendedLaterIsVisible(Damage damage) throws IOException {
        damage(damage);
        boolean matters = damage != Damage.HEADER_AND_INDEX_STALE;
        assertThat(LogCheck.of(study, Map.of(), event -> {}).isGreen()).isEqualTo(!matters);
        try (Opened opened = Studies.open(study, null)) {
            assertGoesOn(opened, EVENTS);
            assertThat(opened.opened().notes().toString().contains("In the queue, "))
                    .isEqualTo(matters);
        }
        assertThat(Files.exists(queue)).as("the damaged queue is kept").isEqualTo(matters);
        assertWholeAfterwards(EVENTS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"HEADER_AND_INDEX_STALE", "FIRST_PAGE_LOST"})
    void withoutALedgerEventsAreFoundAlsoWhereChronicleFindsNone(Damage damage) throws IOException {
        damage(damage);
        Files.write(ledger, new byte[0]);
        try (Opened opened = Studies.open(study, null)) {
            assertGoesOn(opened, EVENTS);
        }
        assertWholeAfterwards(EVENTS);
        assertThat(Files.readAllBytes(ledger)).isEqualTo(lines);
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"MIDDLE_PAGE_LOST", "MIDDLE_SECTOR_LOST", "ONE_BIT_OF_A_PAYLOAD"})
    void withoutALedgerAHoleIsRefusedWithFileSeqAndOffsetAndSalvageSavesWhatStandsBehindIt(Damage damage)
            throws IOException {
        damage(damage);
        Files.write(ledger, new byte[0]);
        assertThatThrownBy(() -> Studies.open(study, null))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("was acknowledged, but neither copy has it whole")
                .hasMessageContaining("19700101F.cq4 at offset")
                .hasMessageContaining("trialog salvage");
        Path saved = directory.resolve("saved-" + damage);
        LogTransfer.Salvaged salvaged = LogTransfer.salvage(study, Map.of(), saved);
        long missing = EVENTS - (salvaged.head().seq() + 1) - salvaged.loose();
        assertThat(missing).isBetween(1L, 14L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"LAST_PAGE_LOST", "LAST_THREE_PAGES_LOST"})
    void withoutALedgerALostEndThatTheIndexStillCountsIsReported(Damage damage) throws IOException {
        damage(damage);
        Files.write(ledger, new byte[0]);
        try (Opened opened = Studies.open(study, null)) {
            int events = opened.events().size() - 1;
            assertThat(events).isBetween(EVENTS - 45, EVENTS - 1);
            assertThat(opened.opened().notes().toString()).contains("In the queue, ", "It is kept");
            assertGoesOn(opened, events);
        }
        assertThat(queue).exists();
    }

    @Test
    void theOffsetOfAFindingIsThatOfTheBytesInTheFile() throws IOException {
        damage(Damage.ONE_BIT_OF_A_PAYLOAD);
        Finding finding = LogCheck.of(study, Map.of(), event -> {}).findings().get(0);
        StoredEvent[] damaged = new StoredEvent[1];
        LogCheck.of(
                study, Map.of(), event -> damaged[0] = event.envelope().seq() == finding.seq() ? event : damaged[0]);
        byte[] line = damaged[0].line();
        try (RandomAccessFile file = new RandomAccessFile(queue.toFile(), "r")) {
            file.seek(finding.offset());
            byte[] stored = new byte[line.length];
            file.readFully(stored);
            int differing = 0;
            for (int i = 0; i < line.length; i++) {
                differing += Integer.bitCount((line[i] ^ stored[i]) & 0xff);
            }
            assertThat(differing).isEqualTo(1);
        }
    }
}
