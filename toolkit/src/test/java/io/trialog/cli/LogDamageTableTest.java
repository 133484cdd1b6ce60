package io.trialog.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.study.Seal;
import io.trialog.testing.HashedLines;
import io.trialog.testing.InterruptedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every row of the tables of damage and attacks in {@code docs/log-format.md}.
 *
 * <p>To add a row, write it into the table, and add what does the damage to {@link #DAMAGES} under the text of its first cell. What is in
 * backquotes in the second cell must be said; {@link #ASKED} names who is asked, if that is not {@code verify}. A third cell that begins
 * with "nothing" means that the log then begins with all that it held. The commands in the last cell are carried out, and {@code verify}
 * must be green after them.
 */
@Tag("processes")
class LogDamageTableTest {

    private static final String STUDY = """
        objective: {command: [sh, objective.sh]}
        metric: {name: loss, goal: minimize}
        parameters: {x: {min: 0.0, max: 1.0}}
        sampler: {type: random, seed: 1}
        executor: {type: local, parallel: 1, poll: 10ms}
        durability: full
        """;

    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

    @TempDir
    private static Path directory;

    private static CommandLineInTest trialog;
    private static Path study;
    private static Path whole;
    private static Path old;
    private static Path seal;

    /** A row of the document. */
    record Row(String damage, List<String> said, String lost, List<String> commands, boolean onlySeal) {
        @Override
        public String toString() {
            return damage;
        }
    }

    /** Does something to the study. */
    interface Damage {
        void run() throws IOException;
    }

    private static final Map<String, Damage> DAMAGES = Map.ofEntries(
            entry(
                    "A controller was killed while it wrote an event",
                    () -> append(ledger(2), "{\"seq\":99,\"id\":\"half")),
            entry("The ledger is damaged, the queue is whole", () -> overwrite(ledger(2), -300)),
            entry("The queue is damaged, the ledger is whole", () -> overwrite(queueFile(), 140_000)),
            entry("Both copies are damaged at the same event", () -> {
                overwrite(ledger(1), 3000);
                overwriteInQueue(lines(ledger(1), 3000));
            }),
            entry("The queue is gone", () -> delete(study.resolve("queue"))),
            entry("The mark is gone", () -> Files.delete(mark())),
            entry("The mark is damaged", () -> Files.writeString(mark(), "12 abc 34\n")),
            entry("Both copies end before the mark", () -> {
                delete(study.resolve("queue"));
                cut(ledger(2), 4);
            }),
            entry("The ledger ends before the mark, the queue is whole", () -> cut(ledger(2), 4)),
            entry("`study.db` differs from the log", () -> {
                Path database = study.resolve("study.db");
                byte[] bytes = Files.readAllBytes(database);
                bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("COMPLETE")] = 'X';
                Files.write(database, bytes);
            }),
            entry("A file of the ledger is missing, the queue is whole", () -> Files.delete(ledger(1))),
            entry("The ledger is packed with `gzip`, the queue is whole", () -> {
                pack(ledger(1));
                pack(ledger(2));
            }),
            entry("A kill left `study.db-journal` behind", () -> InterruptedDatabase.leave(study)),
            entry(
                    "The study was copied with `cp -al`, which shares its files",
                    () -> Files.createLink(directory.resolve("linked" + System.nanoTime()), queueFile())),
            entry("The lock can't be read", () -> Files.writeString(study.resolve("controller.lock"), "{")),
            entry("An event of the only copy is edited", () -> {
                delete(study.resolve("queue"));
                edit(ledger(1), lines -> lines.set(8, changed(lines.get(8))));
            }),
            entry("The last event is edited and hashed anew, and the queue and `study.db` are deleted", () -> {
                delete(study.resolve("queue"));
                Files.delete(study.resolve("study.db"));
                edit(ledger(2), lines -> hashAnew(lines, lines.size() - 1, LogDamageTableTest::changed));
            }),
            entry(
                    "An event of the ledger is edited, and all behind it are hashed anew",
                    () -> edit(ledger(2), lines -> hashAnew(lines, lines.size() - 6, LogDamageTableTest::changed))),
            entry("The ledger is edited, hashed anew, and its epoch raised to beat the queue", () -> {
                List<String> lines = Files.readAllLines(ledger(2));
                List<String> kept = new ArrayList<>(lines.subList(0, 6));
                List<String> raised = lines.subList(6, lines.size()).stream()
                        .map(line -> changed(line).replace("\"epoch\":2", "\"epoch\":7"))
                        .toList();
                Files.write(ledger(2), kept);
                Files.write(ledger(7), HashedLines.anew(HashedLines.hashOf(kept.get(5)), raised));
            }),
            entry("The last events are deleted from both copies", () -> {
                delete(study.resolve("queue"));
                cut(ledger(2), 4);
            }),
            entry("An old copy of the ledger is put back", LogDamageTableTest::putBackLedger),
            entry("An old copy of the queue is put back", LogDamageTableTest::putBackQueue),
            entry("Old copies of ledger and queue are put back", () -> {
                putBackLedger();
                putBackQueue();
            }),
            entry("A file of an absurd epoch is put into the ledger", () -> Files.createFile(ledger(999_999_999))),
            entry("After a kill, the events behind the last mark are removed", () -> {
                delete(study.resolve("queue"));
                Files.delete(study.resolve("study.db"));
                cut(ledger(2), 4);
                markLastOf(ledger(2));
            }),
            entry("An old copy of everything is put back, the mark too", () -> {
                delete(study);
                copy(old, study);
            }),
            entry("Everything is edited and hashed anew, the mark too", () -> {
                delete(study.resolve("queue"));
                Files.delete(study.resolve("study.db"));
                edit(
                        ledger(2),
                        lines -> hashAnew(
                                lines,
                                lines.size() - 1,
                                line -> line.replace("\"reason\":\"closed\"", "\"reason\":\"done\"")));
                markLastOf(ledger(2));
            }),
            entry("The study is deleted, and another one has its name", () -> {
                delete(study);
                trialog.call("run", directory.resolve("table.yaml").toString(), "-n", "1");
            }));

    /** Who says it, where that is not {@code verify}. */
    private static final Map<String, String> ASKED = Map.of(
            "The ledger ends before the mark, the queue is whole", "best",
            "The lock can't be read", "resume",
            "A file of the ledger is missing, the queue is whole", "best",
            "The ledger is packed with `gzip`, the queue is whole", "best",
            "The study was copied with `cp -al`, which shares its files", "resume",
            "A file of an absurd epoch is put into the ledger", "resume");

    /** What a person does before the commands. */
    private static final Map<String, Damage> BY_HAND =
            Map.of("A file of an absurd epoch is put into the ledger", () -> Files.delete(ledger(999_999_999)));

    @BeforeAll
    static void makeStudy() throws IOException {
        trialog = new CommandLineInTest(directory);
        Path file = Files.writeString(directory.resolve("table.yaml"), STUDY);
        study = trialog.study("table");
        whole = directory.resolve("whole");
        old = directory.resolve("old");
        seal = directory.resolve("table.seal");
        run(file, "3");
        copy(study, old);
        run(file, "6");
        assertThat(trialog.call("seal", "table", "-o", seal.toString()).code()).isZero();
        copy(study, whole);
    }

    private static void run(Path file, String trials) {
        Result result = trialog.call("run", file.toString(), "-n", trials);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    @BeforeEach
    void putBack() throws IOException {
        delete(study);
        delete(trialog.study("saved"));
        copy(whole, study);
    }

    static List<Row> rows() throws IOException {
        String text = Files.readString(Path.of("docs/log-format.md"));
        String part = text.substring(text.indexOf("## Damage and attacks"));
        List<Row> rows = new ArrayList<>();
        boolean onlySeal = false;
        for (String line : part.lines().toList()) {
            onlySeal |= line.equals("### What only a seal shows");
            if (line.startsWith("| ") && !line.startsWith("| damage |") && !line.startsWith("| attack |")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertThat(cells).as(line).hasSize(4);
                List<String> commands = quoted(cells[3]).stream()
                        .filter(words -> words.startsWith("trialog "))
                        .toList();
                rows.add(new Row(cells[0], quoted(cells[1]), cells[2], commands, onlySeal));
            }
        }
        return rows;
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyRowHasItsDamageAndEveryDamageItsRow() throws IOException {
        assertThat(rows()).extracting(Row::damage).containsExactlyInAnyOrderElementsOf(DAMAGES.keySet());
        assertThat(rows()).allSatisfy(row -> assertThat(row.said()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowIsTrue(Row row) throws IOException {
        List<String> before = log(study);
        DAMAGES.get(row.damage()).run();

        if (row.onlySeal()) {
            assertThat(trialog.call("verify", "table").code())
                    .as("not seen without a seal")
                    .isZero();
        }
        Result result = row.onlySeal()
                ? trialog.call("verify", "table", "--seal", seal.toString())
                : trialog.call(ASKED.getOrDefault(row.damage(), "verify"), "table");
        assertThat(result.out() + result.err()).contains(row.said());

        if (BY_HAND.containsKey(row.damage())) {
            BY_HAND.get(row.damage()).run();
        }
        row.commands().forEach(LogDamageTableTest::carryOut);
        assertRepaired(row, before);
    }

    private static void pack(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    private static void carryOut(String command) {
        String words = command.replace("trialog ", "").replace("NAME", "table").replace("NEW", "saved");
        Result done = trialog.call(words.split(" ", -1));
        assertThat(done.code()).as(command + ": " + done.out() + done.err()).isZero();
    }

    private static void assertRepaired(Row row, List<String> before) throws IOException {
        boolean isSaved = row.commands().stream().anyMatch(command -> command.contains("NEW"));
        String name = isSaved ? "saved" : "table";
        Result verified = trialog.call("verify", name);
        assertThat(verified.code()).as(verified.out()).isZero();
        if (row.lost().startsWith("nothing")) {
            assertThat(log(study)).startsWith(before.toArray(new String[0]));
            assertThat(StudyReader.open(study).view().finishedCount()).isEqualTo(6);
            assertThat(StudyReader.verify(study, Seal.read(seal)).isGreen()).isTrue();
        } else {
            assertThat(log(trialog.study(name))).isNotEmpty().doesNotContainSequence(before);
        }
    }

    /** The lines of the ledger, in order. */
    private static List<String> log(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("ledger"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static Path ledger(int epoch) {
        return study.resolve("ledger/%06d.jsonl".formatted(epoch));
    }

    private static Path mark() {
        return study.resolve("ledger/acknowledged");
    }

    private static Path queueFile() throws IOException {
        try (Stream<Path> files = Files.walk(study.resolve("queue"))) {
            return files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    /** Destroys ten bytes, counted from the end if the offset is negative. */
    private static void overwrite(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = offset < 0 ? bytes.length + offset : offset;
        Arrays.fill(bytes, from, from + 10, (byte) '#');
        Files.write(file, bytes);
    }

    /** The piece of a line that stands at an offset, which was destroyed there. */
    private static String lines(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int seq = 0;
        for (int i = 0; i < offset; i++) {
            seq += bytes[i] == '\n' ? 1 : 0;
        }
        return "{\"seq\":" + seq + ",";
    }

    private static void overwriteInQueue(String start) throws IOException {
        Path file = queueFile();
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        overwrite(file, text.indexOf(start) + 20);
    }

    private static void cut(Path file, int lines) throws IOException {
        Files.write(file, Files.readAllLines(file).subList(0, lines));
    }

    /** Changes lines in place. */
    private interface Edit {
        void change(List<String> lines);
    }

    private static void edit(Path file, Edit edit) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        edit.change(lines);
        Files.write(file, lines);
    }

    /** Another digit in the time of the event, which harms nothing but the truth. */
    private static String changed(String line) {
        int at = line.indexOf("Z\",\"epoch\"") - 1;
        char digit = line.charAt(at) == '9' ? '8' : '9';
        return line.substring(0, at) + digit + line.substring(at + 1);
    }

    private static void hashAnew(List<String> lines, int from, UnaryOperator<String> change) {
        List<String> changed =
                new ArrayList<>(lines.subList(from, lines.size()).stream().toList());
        changed.set(0, change.apply(changed.get(0)));
        List<String> hashed = HashedLines.anew(HashedLines.hashOf(lines.get(from - 1)), changed);
        for (int i = 0; i < hashed.size(); i++) {
            lines.set(from + i, hashed.get(i));
        }
    }

    private static void markLastOf(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String last = lines.get(lines.size() - 1);
        String claim = last.substring(7, last.indexOf(',')) + " " + HashedLines.hashOf(last);
        CRC32C sum = new CRC32C();
        sum.update(claim.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(mark(), claim + " " + Long.toHexString(sum.getValue()) + "\n");
    }

    private static void putBackLedger() throws IOException {
        byte[] mark = Files.readAllBytes(mark());
        delete(study.resolve("ledger"));
        copy(old.resolve("ledger"), study.resolve("ledger"));
        Files.write(mark(), mark);
    }

    private static void putBackQueue() throws IOException {
        delete(study.resolve("queue"));
        copy(old.resolve("queue"), study.resolve("queue"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
