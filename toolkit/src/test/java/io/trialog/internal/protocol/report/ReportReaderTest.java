package io.trialog.internal.protocol.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.file.FileTail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportReaderTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("report.jsonl");
    }

    @Test
    void everyFormOfALineIsRead() throws IOException {
        append("""
            {"seq":0,"step":3,"values":{"val_auc":0.81,"loss":1}}
            {"seq":7,"final":{"val_auc":0.83}}
            {"seq":8,"attr":{"note":"x","n":9007199254740993,"deep":{"a":[1,null,true]}}}
            {"seq":9,"constraint":{"memory":-0.2}}
            """);

        Map<String, @Nullable Object> deep = new LinkedHashMap<>();
        List<@Nullable Object> list = new ArrayList<>();
        list.add(1L);
        list.add(null);
        list.add(true);
        deep.put("a", list);
        assertThat(reader().read(100, false).lines())
                .containsExactly(
                        new ReportLine.Step(0, 3, Map.of("val_auc", 0.81, "loss", 1.0)),
                        new ReportLine.Final(7, Map.of("val_auc", 0.83)),
                        new ReportLine.Attribute(8, Map.of("note", "x", "n", 9007199254740993L, "deep", deep)),
                        new ReportLine.Constraint(9, Map.of("memory", -0.2)));
    }

    @Test
    void whatIsNoFiniteNumberMayBeABareTokenOrAText() throws IOException {
        append(
                "{\"seq\":0,\"step\":0,\"values\":{\"a\":NaN,\"b\":-Infinity,\"c\":\"nan\",\"d\":\"inf\",\"e\":\"-Infinity\"}}\n");

        assertThat(reader().read(100, false).lines())
                .containsExactly(new ReportLine.Step(
                        0,
                        0,
                        Map.of(
                                "a", Double.NaN,
                                "b", Double.NEGATIVE_INFINITY,
                                "c", Double.NaN,
                                "d", Double.POSITIVE_INFINITY,
                                "e", Double.NEGATIVE_INFINITY)));
    }

    @Test
    void aTornLastLineWaitsForItsRest() throws IOException {
        ReportReader reader = reader();
        append("{\"seq\":0,\"step\":0,\"values\":{\"a\":1}}\n{\"seq\":1,\"st");
        assertThat(reader.read(100, false).lines()).hasSize(1);

        append("ep\":1,\"values\":{\"a\":2}}\n");

        ReportReader.Batch batch = reader.read(100, false);
        assertThat(batch.lines()).containsExactly(new ReportLine.Step(1, 1, Map.of("a", 2.0)));
        assertThat(batch.problems()).isEmpty();
    }

    @Test
    void aLastLineWithoutAnEndCountsWhenTheProgramIsOver() throws IOException {
        append("{\"seq\":0,\"step\":0,\"values\":{\"a\":1}}");
        ReportReader reader = reader();

        assertThat(reader.read(100, false).lines()).isEmpty();
        assertThat(reader.read(100, true).lines()).hasSize(1);
    }

    @Test
    void aBadLineInTheMiddleIsReportedWithItsPlaceAndTheNextOneIsRead() throws IOException {
        append("""
            {"seq":0,"step":0,"values":{"a":1}}
            oh no
            {"seq":1,"step":-1,"values":{"a":1}}
            {"seq":2,"step":1,"values":{"a":"high"}}
            {"seq":3,"step":1,"values":{}}
            {"seq":4}
            {"seq":5,"final":{"a":1},"attr":{}}
            [1]
            {"seq":6,"step":2,"values":{"a":3}}
            """);

        ReportReader.Batch batch = reader().read(100, false);

        assertThat(batch.lines()).hasSize(2);
        assertThat(batch.problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        message -> assertThat(message)
                                .startsWith("A line must be a JSON object, but: Unrecognized token 'oh'"),
                        message -> assertThat(message).isEqualTo("step must be an integer from 0 on, but is -1."),
                        message -> assertThat(message).isEqualTo("The value of 'a' must be a number, but is \"high\"."),
                        message -> assertThat(message).isEqualTo("values must not be empty."),
                        message -> assertThat(message)
                                .isEqualTo(
                                        "A line must have one of values (with step), final, attr, constraint, artifact, but has"
                                                + " 0."),
                        message -> assertThat(message)
                                .isEqualTo(
                                        "A line must have one of values (with step), final, attr, constraint, artifact, but has"
                                                + " 2."),
                        message -> assertThat(message).isEqualTo("A line must be a JSON object."));
        assertThat(batch.problems().get(0).offset()).isEqualTo(36);
        assertThat(batch.problems().get(0))
                .hasToString(file + ", offset 36: " + batch.problems().get(0).message());
    }

    @Test
    void aNumberThatWasSeenIsDroppedAndALineWithoutOneIsKnownByItsPlace() throws IOException {
        append("""
            {"seq":0,"step":0,"values":{"a":1}}
            {"seq":0,"step":1,"values":{"a":2}}
            {"step":2,"values":{"a":3}}
            """);
        Sequences seen = new Sequences();

        ReportReader.Batch first = new ReportReader(file, seen).read(100, false);
        ReportReader.Batch again = new ReportReader(file, seen).read(100, false);

        assertThat(first.lines()).extracting(ReportLine::seq).containsExactly(0L, ReportLine.UNNUMBERED + 72);
        assertThat(first.repeated()).isEqualTo(1);
        assertThat(again.lines()).isEmpty();
        assertThat(again.repeated()).isEqualTo(3);
    }

    @Test
    void aLineThatIsTooLongIsSkippedWithoutBeingHeld() throws IOException {
        append("{\"seq\":0,\"attr\":{\"x\":\"");
        append("x".repeat(5 * ReportReader.LONGEST));
        append("\"}}\n{\"seq\":1,\"step\":0,\"values\":{\"a\":1}}\n");
        ReportReader reader = reader();

        List<ReportLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ReportReader.Batch batch;
        do {
            batch = reader.read(100, false);
            lines.addAll(batch.lines());
            problems.addAll(batch.problems());
        } while (batch.more());

        assertThat(lines).containsExactly(new ReportLine.Step(1, 0, Map.of("a", 1.0)));
        assertThat(problems)
                .containsExactly(new Problem(
                        file, 0, "A line must not be longer than 4194304 bytes; what stands behind that is left out."));
    }

    @Test
    void aFloodIsReadInBoundedPortions() throws IOException {
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            flood.append("{\"seq\":").append(i).append(",\"step\":").append(i).append(",\"values\":{\"a\":1}}\n");
        }
        append(flood.toString());
        ReportReader reader = reader();

        ReportReader.Batch batch = reader.read(1_000, false);
        assertThat(batch.lines()).hasSize(1_000);
        assertThat(batch.more()).isTrue();
        int count = 1_000;
        while (batch.more()) {
            batch = reader.read(10_000, false);
            count += batch.lines().size();
        }
        assertThat(count).isEqualTo(100_000);
    }

    @Test
    void aFileWrittenInArbitraryPiecesIsReadAsIfWrittenAtOnce() throws IOException {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder all = new StringBuilder();
        List<ReportLine> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = "é".repeat(random.nextInt(4)) + "a";
            all.append("{\"seq\":" + i + ",\"step\":" + i + ",\"values\":{\"" + name + "\":" + i + "}}\n");
            expected.add(new ReportLine.Step(i, i, Map.of(name, (double) i)));
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        ReportReader reader = reader();
        List<ReportLine> seen = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
            Files.write(
                    file, Arrays.copyOfRange(bytes, from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            from = to;
            seen.addAll(reader.read(1 + random.nextInt(3), false).lines());
        }
        seen.addAll(reader.read(1_000, true).lines());

        assertThat(seen).as("seed " + seed).isEqualTo(expected);
    }

    private ReportReader reader() {
        return new ReportReader(file, new Sequences());
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void ofALineThatIsTooLongTheValuesAtItsBeginningCount() throws IOException {
        StringBuilder line = new StringBuilder("{\"seq\":4,\"step\":2,\"values\":{\"loss\":0.5,\"odd\":\"nan\"");
        while (line.length() <= ReportReader.LONGEST) {
            line.append(",\"m").append(line.length()).append("\":0.125");
        }
        append(line + "}}\n{\"seq\":5,\"final\":{\"loss\":0.25}}\n");
        append("{\"seq\":6,\"attr\":{\"a\":\"" + "x".repeat(ReportReader.LONGEST) + "\"}}\n");

        ReportReader reader = reader();
        List<ReportLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ReportReader.Batch batch;
        do {
            batch = reader.read(100, true);
            lines.addAll(batch.lines());
            problems.addAll(batch.problems());
        } while (batch.more());

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isInstanceOfSatisfying(ReportLine.Step.class, step -> {
            assertThat(step.seq()).isEqualTo(4);
            assertThat(step.step()).isEqualTo(2);
            assertThat(step.values()).containsEntry("loss", 0.5).hasSizeGreaterThan(100_000);
        });
        assertThat(lines.get(1)).isEqualTo(new ReportLine.Final(5, Map.of("loss", 0.25)));
        assertThat(problems).hasSize(2);
    }

    @Test
    void aReportThatBecameAPipeIsNotOpened() throws Exception {
        append("{\"seq\":0,\"step\":0,\"values\":{\"loss\":0.5}}\n");
        ReportReader reader = reader();
        assertThat(reader.read(100, false).lines()).hasSize(1);
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        ReportReader.Batch batch = reader.read(100, true); // would wait for ever for somebody who writes

        assertThat(batch.lines()).isEmpty();
        assertThat(batch.problems()).singleElement().asString().contains("is a pipe or a device; it is not opened");
        assertThat(reader.read(100, true).problems()).isEmpty();
        assertThat(FileTail.of(file)).isEmpty();
    }
}
