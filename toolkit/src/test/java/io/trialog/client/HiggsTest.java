package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.client.Programs.Ended;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program of the study in {@code notebooks/higgs.yaml}. */
@Tag("processes")
class HiggsTest {

    private static final Pattern FINAL =
            Pattern.compile("\\{\"seq\":\\d+,\"final\":\\{\"val_auc\":(0\\.\\d+),\"test_auc\":(0\\.\\d+)}}");

    @TempDir
    static Path shared;

    private static HiggsProgram program;
    private static Path events;

    @TempDir
    Path directory;

    @BeforeAll
    static void aSmallSample() throws IOException {
        program = new HiggsProgram(Files.createDirectory(shared.resolve("classes")));
        events = program.toy(shared.resolve("toy.csv"), 900, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trees", "net"})
    void aTrialReportsItsAucPerEpochAndInTheEndTheTestAuc(String model) throws IOException {
        Ended ended = run(events, "--model=" + model, "--epochs=6");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        List<String> lines = report();
        assertThat(lines).hasSize(7);
        for (int i = 0; i < 6; i++) {
            String start = "{\"seq\":" + i + ",\"step\":" + (i + 1) + ",\"values\":{\"val_auc\":";
            assertThat(lines.get(i)).startsWith(start).endsWith("}}");
        }
        Matcher last = FINAL.matcher(lines.get(6));
        assertThat(last.matches()).as(lines.get(6)).isTrue();
        assertThat(lines.get(5)).contains("\"val_auc\":" + last.group(1) + "}");
        assertThat(Double.parseDouble(last.group(1))).isBetween(0.6, 0.95);
        assertThat(Double.parseDouble(last.group(2))).isBetween(0.6, 0.95);
        assertThat(ended.out()).contains("\nval_auc: " + last.group(1) + "\n", "\ntest_auc: " + last.group(2) + " (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trees", "net"})
    void theValuesDependOnFlagsAndSeedAlone(String model) throws IOException {
        String[] flags = {"--model=" + model, "--epochs=2", model.equals("net") ? "--dropout=0.3" : "--subsample=0.5"};
        List<String> once = values(events, flags);
        assertThat(values(events, flags)).isEqualTo(once);
        String[] other = Arrays.copyOf(flags, 4);
        other[3] = "--seed=2";
        assertThat(values(events, other)).isNotEqualTo(once);
    }

    @Test
    void everyWayToWriteTheSameEventsGivesTheSameValues() throws IOException {
        List<String> expected = values(events, "--epochs=2");
        List<String> lines = Files.readAllLines(events);
        List<String> headless = lines.subList(1, lines.size());
        assertThat(values(file("headless.csv", headless, "\n"), "--epochs=2")).isEqualTo(expected);
        assertThat(values(file("dos.csv", lines, "\r\n"), "--epochs=2")).isEqualTo(expected);
        assertThat(values(file("packed.csv.gz", lines, "\n"), "--epochs=2")).isEqualTo(expected);
        List<String> uci = headless.stream().map(HiggsTest::asUci).toList();
        assertThat(uci.get(0)).matches("[01]\\.000000000000000000e\\+00,.*");
        assertThat(values(file("HIGGS.csv.gz", uci, "\n"), "--epochs=2")).isEqualTo(expected);
    }

    @Test
    void theFrontIsForTrainingTheEndForTesting() throws IOException {
        List<String> lines = Files.readAllLines(events);
        List<String> less = Stream.concat(lines.subList(0, 401).stream(), lines.subList(801, 901).stream())
                .toList();
        String[] flags = {"--epochs=2", "--events=400", "--test_events=100"};
        assertThat(values(file("less.csv", less, "\n"), flags)).isEqualTo(values(events, flags));
    }

    @Test
    void testEventsMayStandInAFileOfTheirOwn() throws IOException {
        List<String> lines = Files.readAllLines(events);
        Path front = file("front.csv", lines.subList(0, 601), "\n");
        Path back = file("back.csv", lines.subList(601, 901), "\n");
        Map<String, String> both = Map.of("HIGGS_DATA", front.toString(), "HIGGS_TEST", back.toString());
        program.run(directory, both, "--epochs=2");
        List<String> separate = report();
        Files.delete(directory.resolve("report.jsonl"));
        assertThat(separate).isEqualTo(values(events, "--epochs=2", "--events=600", "--test_events=300"));
    }

    @Test
    void aLargeFileIsCutOnce() throws IOException {
        List<String> lines = Files.readAllLines(events);
        Path large = directory.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(large)) {
            String middle = String.join("\n", lines.subList(101, 801)) + "\n";
            out.write(String.join("\n", lines.subList(0, 401)) + "\n");
            for (long written = 0; written <= 64L << 20; written += middle.length()) {
                out.write(middle);
            }
            out.write(String.join("\n", lines.subList(801, 901)) + "\n");
        }
        String[] flags = {"--epochs=1", "--trees=5", "--events=400", "--test_events=100"};
        assertThat(values(large, flags)).isEqualTo(values(events, flags));
        String cut = "data/higgs-cut-large.csv-" + Files.size(large) + "-400-100.csv";
        assertThat(Files.readAllLines(directory.resolve(cut))).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trees", "net"})
    void aPrunedTrialStopsAfterItsReport(String model) throws IOException {
        Files.createFile(directory.resolve("prune"));
        Ended ended = run(events, "--model=" + model);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).endsWith("Stopped: the study pruned this trial.\n");
        assertThat(report()).hasSize(1);
    }

    @Test
    void withoutAFileTheEventsAreAToyThatIsMadeOnceAndCalledSo() throws IOException {
        String[] flags = {"--epochs=1", "--trees=1", "--events=400"};
        CompletableFuture<Ended> other = CompletableFuture.supplyAsync(() -> program.run(directory, Map.of(), flags));
        Ended one = program.run(directory, Map.of(), flags);
        assertThat(one.code()).isZero();
        assertThat(one.out())
                .startsWith("data: TOY events, not the real HIGGS data: ")
                .endsWith(".csv)\n");
        assertThat(other.join()).isEqualTo(one);
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("higgs-TOY-v1-24000.csv");
        }
    }

    @Test
    void itRunsAsASingleSourceFile() {
        Ended ended = Programs.run(
                directory,
                Map.of("HIGGS_DATA", events.toString()),
                List.of(Programs.java(), HiggsProgram.source().toString(), "--epochs=1", "--trees=2"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("epoch  1  validation AUC 0.", "\nval_auc: 0.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--modell=net           | No such flag for this model: --modell.",
                "--hidden=3             | No such flag for this model: --hidden.",
                "--model=forest         | --model must be trees or net but is forest.",
                "depth=3                | Arguments have the form --name=value, which depth=3 has not.",
            })
    void wrongFlagsAreRefused(String flag, String message) {
        Ended ended = run(events, flag);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3   | Event 1 of %s must have a label and 28 features but has 3 fields.",
                "2       | The label of event 1 of %s must be 0 or 1 but is 2.",
            })
    void brokenEventsAreNamed(String start, String message) throws IOException {
        String line = start.contains(",") ? start : start + ",0.5".repeat(28);
        Path file = file("broken.csv", Stream.generate(() -> line).limit(90).toList(), "\n");
        assertThat(run(file).err()).contains(String.format(Locale.ROOT, message, file));
    }

    /** One decimal number as the UCI file writes it. */
    private static String asUci(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(BigDecimal::new)
                .map(number -> String.format(Locale.ROOT, "%.18e", number))
                .collect(Collectors.joining(","));
    }

    private Path file(String name, List<String> lines, String end) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write((String.join(end, lines) + end).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private Ended run(Path data, String... flags) {
        return program.run(directory, Map.of("HIGGS_DATA", data.toString()), flags);
    }

    private List<String> values(Path data, String... flags) throws IOException {
        assertThat(run(data, flags).err()).isEmpty();
        List<String> lines = report();
        Files.delete(directory.resolve("report.jsonl"));
        return lines;
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(directory.resolve("report.jsonl"));
    }
}
