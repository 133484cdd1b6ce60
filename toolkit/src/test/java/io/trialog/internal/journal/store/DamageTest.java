package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.DamagedLogException;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flipped bits, lost pages and torn ends, in one copy and in both. */
class DamageTest {

    private static final int FLIPS = Boolean.getBoolean("trialog.full") ? 1000 : 200;
    private static final int REPORTS = 100;

    @TempDir
    Path directory;

    private Path study(Durability level) {
        Path study = directory.resolve("study");
        Studies.create(study, level, REPORTS);
        return study;
    }

    private static void overwrite(Path path, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        }
    }

    @Test
    void everyFlippedBitOfTheLedgerIsDetectedAndNothingIsDroppedSilently() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = study.resolve("ledger/000001.jsonl");
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = whole.clone();
            int bit = random.nextInt(8 * whole.length);
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            LogCheck verification = LogCheck.of(study, Map.of(), event -> {});
            assertThat(verification.isGreen())
                    .as("seed 5, flip %s, bit %s", i, bit)
                    .isFalse();
        }
        Files.write(file, whole);
        assertThat(LogCheck.of(study, Map.of(), event -> {}).isGreen()).isTrue();
    }

    @Test
    void aDamagedLedgerIsRepairedFromTheQueueAndTheDamagedFileIsKept() throws IOException {
        Path study = study(Durability.FULL);
        Path file = study.resolve("ledger/000001.jsonl");
        byte[] whole = Files.readAllBytes(file);
        overwrite(file, whole.length / 2, new byte[700]);
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.events()).hasSize(REPORTS + 3);
            assertThat(opened.opened().notes().toString()).contains("is damaged", "The ledger was repaired");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(study.resolve("ledger/set-aside/000001.jsonl.1")).exists();
    }

    @Test
    void damageInTheMiddleOfTheOnlyCopyIsRefusedWithFileSeqAndOffset() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = study.resolve("ledger/000001.jsonl");
        overwrite(file, Files.size(file) / 2, new byte[10]);
        assertThatThrownBy(() -> Studies.open(study, null))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("000001.jsonl at offset")
                .hasMessageContaining("the event with seq")
                .hasMessageContaining("trialog salvage");
        Path saved = directory.resolve("saved");
        LogTransfer.Salvaged salvaged = LogTransfer.salvage(study, Map.of(), saved);
        assertThat(salvaged.head().seq() + 1 + salvaged.loose()).isEqualTo(REPORTS + 2 - 1);
        assertThat(saved.resolve("salvage/report.txt")).exists();
    }

    @ParameterizedTest
    @CsvSource({"0, 4096", "4096, 4096", "131072, 4096", "140000, 512", "150000, 1", "160000, 8192", "0, 1000000"})
    void aQueueWithLostPagesIsBuiltAnewFromTheLedgerAndKept(long offset, int length) throws IOException {
        Path study = study(Durability.FULL);
        Path queue = study.resolve("queue/gen-0001/19700101F.cq4");
        overwrite(queue, offset, new byte[length]);
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.events()).hasSize(REPORTS + 3);
            Studies.report(opened.journal(), 0, 3);
        }
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.opened().notes()).isEmpty();
            assertThat(opened.events()).hasSize(REPORTS + 3 + 3 + 1);
        }
    }

    @Test
    void aTornEndThatWasNeverAcknowledgedIsSetAsideAndReported() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = study.resolve("ledger/000001.jsonl");
        byte[] torn = "{\"seq\":102,\"id\":\"x".getBytes(StandardCharsets.UTF_8);
        overwrite(file, Files.size(file), torn);
        try (Opened opened = Studies.open(study, null)) {
            assertThat(opened.events()).hasSize(REPORTS + 3);
            assertThat(opened.opened().notes().toString()).contains("was never acknowledged is set aside");
        }
    }

    @Test
    void aLogThatLostItsAcknowledgedEndIsRefused() throws IOException {
        Path study = study(Durability.LEDGER);
        Path file = study.resolve("ledger/000001.jsonl");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));
        assertThatThrownBy(() -> Studies.open(study, null))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("acknowledged");
    }

    @Test
    void anExportedLogIsImportedVerbatim() throws IOException {
        Path study = study(Durability.FULL);
        Path lines = directory.resolve("log.jsonl");
        try (var out = Files.newOutputStream(lines)) {
            LogTransfer.export(study, Long.MAX_VALUE, out);
        }
        Path copy = directory.resolve("copy");
        assertThat(LogTransfer.importInto(copy, lines).seq()).isEqualTo(REPORTS + 1);
        assertThat(copy.resolve("ledger/000001.jsonl")).hasSameBinaryContentAs(study.resolve("ledger/000001.jsonl"));
        try (Opened opened = Studies.open(Studies.request(copy, Durability.FULL).withMode(OpenRequest.Mode.COPIED))) {
            assertThat(opened.events()).hasSize(REPORTS + 3);
        }
    }
}
