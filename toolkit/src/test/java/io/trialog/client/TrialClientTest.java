package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialClientTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void aTrial() {
        environment.put("TRIALOG_REPORT", report().toString());
        environment.put("TRIALOG_PRUNE", directory.resolve("prune").toString());
        environment.put("TRIALOG_METRIC", "val_auc");
    }

    @Test
    void everyKindOfRecordIsOneLine() throws IOException {
        try (TrialClient trial = client()) {
            trial.log("val_auc", 0.81, 3);
            trial.log(0.5, 4);
            trial.attr("note", "x");
            trial.constraint("memory", -0.2);
            trial.finish(0.83);
        }
        assertThat(report()).hasContent("""
                        {"seq":0,"step":3,"values":{"val_auc":0.81}}
                        {"seq":1,"step":4,"values":{"val_auc":0.5}}
                        {"seq":2,"attr":{"note":"x"}}
                        {"seq":3,"constraint":{"memory":-0.2}}
                        {"seq":4,"final":{"val_auc":0.83}}
                        """);
        assertThat(Files.readString(report())).endsWith("}\n").doesNotContain("\r");
    }

    @Test
    void severalMetricsStandInTheOrderGiven() {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("val_auc", 0.81);
        values.put("loss", 2);
        client().log(values, 0);
        assertThat(report()).hasContent("{\"seq\":0,\"step\":0,\"values\":{\"val_auc\":0.81,\"loss\":2.0}}");
    }

    @Test
    void whatIsNotFiniteIsAText() {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("a", Double.NaN);
        values.put("b", Double.POSITIVE_INFINITY);
        values.put("c", Float.NEGATIVE_INFINITY);
        client().finish(values);
        assertThat(report()).hasContent("{\"seq\":0,\"final\":{\"a\":\"NaN\",\"b\":\"Infinity\",\"c\":\"-Infinity\"}}");
    }

    @Test
    void textsAreQuoted() {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("say \"hi\"", Arrays.asList("a\\b\n\u0001ü", 1, true, null, 1.5));
        client().attr("k", note);
        assertThat(report())
                .hasContent(
                        "{\"seq\":0,\"attr\":{\"k\":{\"say \\\"hi\\\"\":[\"a\\\\b\\n\\u0001ü\",1,true,null,1.5]}}}");
    }

    @Test
    void anAttributeOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> client().attr("k", directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("An attribute must be made of JSON's types but holds a ");
        assertThat(report()).doesNotExist();
    }

    @Test
    void theValueIsWrittenBeforePruningThrows() throws IOException {
        TrialClient trial = client();
        assertThat(trial.shouldPrune()).isFalse();
        Files.writeString(directory.resolve("prune"), "{\"rule\":\"median\"}\n");
        assertThat(trial.shouldPrune()).isTrue();
        assertThatThrownBy(() -> trial.log(0.5, 1))
                .isInstanceOf(PrunedException.class)
                .isInstanceOf(TrialogException.class)
                .hasMessage("The study pruned this trial: {\"rule\":\"median\"}");
        assertThat(report()).hasContent("{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}");
    }

    @Test
    void seqContinuesBehindTheLastWholeLine() throws IOException {
        Files.writeString(report(), "{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}\n{\"seq\":1,\"st");
        client().log(0.6, 2);
        assertThat(report()).hasContent("""
                        {"seq":0,"step":1,"values":{"val_auc":0.5}}
                        {"seq":1,"st
                        {"seq":1,"step":2,"values":{"val_auc":0.6}}
                        """);
    }

    @Test
    void twoClientsInTurnShareOneCount() throws IOException {
        TrialClient one = client();
        TrialClient two = client();
        one.log(0.1, 0);
        two.log(0.2, 1);
        one.log(0.3, 2);
        assertThat(Files.readAllLines(report()))
                .extracting(line -> line.substring(0, 8))
                .containsExactly("{\"seq\":0", "{\"seq\":1", "{\"seq\":2");
    }

    @Test
    void threadsDoNotMixTheirLines() throws Exception {
        TrialClient trial = client();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> IntStream.range(0, 100).forEach(step -> trial.log(0.5, step))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> lines = Files.readAllLines(report());
        assertThat(lines).hasSize(400);
        for (int i = 0; i < 400; i++) {
            assertThat(lines.get(i)).matches("\\{\"seq\":" + i + ",\"step\":\\d+,\"values\":\\{\"val_auc\":0.5}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "RANK", "PMI_RANK"})
    void onlyRankZeroWrites(String variable) {
        environment.put(variable, "1");
        client().log(0.5, 0);
        assertThat(report()).doesNotExist();
        environment.put(variable, "0");
        client().log(0.5, 0);
        assertThat(report()).exists();
    }

    @Test
    void outsideOfAStudyValuesArePrinted() {
        environment.clear();
        TrialClient trial = client();
        trial.log(0.5, 0);
        trial.log("val_auc", 0.6, 1);
        trial.finish(Map.of("val_auc", 0.7));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("step 0: value=0.5", "step 1: val_auc=0.6", "val_auc: 0.7");
        assertThat(trial.params()).isEmpty();
        assertThat(trial.shouldPrune()).isFalse();
    }

    @Test
    void nothingFollowsTheFinalValue() {
        TrialClient trial = client();
        trial.finish(0.5);
        assertThatThrownBy(() -> trial.log(0.5, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing can be reported after finish() or close(), but this was: step 1: val_auc=0.5");
    }

    @Test
    void wrongStepsAndEmptyReportsAreRefused() {
        assertThatThrownBy(() -> client().log(0.5, -1)).hasMessage("A step must be 0 or more but is -1.");
        assertThatThrownBy(() -> client().log(Map.of(), 1))
                .hasMessage("At least one metric must be given, but the map is empty.");
        assertThat(report()).doesNotExist();
    }

    @Test
    void parametersKeepTypeAndOrder() throws IOException {
        params(
                "{\"lr\":1e-3, \"n\":12,\"net\":true,\"opt\":\"a\\\"\\u00fc$\\n\",\"l\":[1,2.0],\"o\":{ },\"z\":null}\n");
        assertThat(client().params())
                .containsExactly(
                        Map.entry("lr", 0.001),
                        Map.entry("n", 12L),
                        Map.entry("net", true),
                        Map.entry("opt", "a\"ü$\n"),
                        Map.entry("l", List.of(1L, 2.0)),
                        Map.entry("o", Map.of()),
                        new java.util.AbstractMap.SimpleEntry<>("z", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "{\"a\":1}x", "[1]", "{\"a\":tru}", "{\"a\":\"\\u00\"}", "{\"a\" 1}", ""})
    void aBrokenParameterFileIsNamedAsSuch(String text) throws IOException {
        params(text);
        assertThatThrownBy(() -> client().params())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This is no JSON object: ");
    }

    private void params(String text) throws IOException {
        Path file = directory.resolve("params.json");
        Files.writeString(file, text);
        environment.put("TRIALOG_PARAMS", file.toString());
    }

    private TrialClient client() {
        return TrialClient.of(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private Path report() {
        return directory.resolve("report.jsonl");
    }
}
