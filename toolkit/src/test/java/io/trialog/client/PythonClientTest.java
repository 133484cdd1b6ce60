package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.client.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class PythonClientTest {

    private static String interpreter = "python3";

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    /** Asked once, since what stands on the path may be a slow script that looks for it. */
    @BeforeAll
    static void theInterpreterItself(@TempDir Path anywhere) {
        interpreter = Programs.run(anywhere, Map.of(), List.of("python3", "-c", "import sys; print(sys.executable)"))
                .out()
                .strip();
    }

    @BeforeEach
    void aTrial() {
        environment.put("TRIALOG_REPORT", report().toString());
        environment.put("TRIALOG_PRUNE", directory.resolve("prune").toString());
        environment.put("TRIALOG_METRIC", "val_auc");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.put(
                "PYTHONPATH", Programs.repository().resolve("toolkit/clients").toString());
    }

    @Test
    void everyKindOfRecordIsOneLine() throws IOException {
        python("""
                trialog.log({"val_auc": 0.81, "loss": 2}, 3)
                trialog.log(0.5)
                trialog.attr("note", "x")
                trialog.constraint("memory", -0.2)
                trialog.finish(0.83)
                """);
        assertThat(Files.readString(report())).isEqualTo("""
                        {"seq":0,"step":3,"values":{"val_auc":0.81,"loss":2.0}}
                        {"seq":1,"step":4,"values":{"val_auc":0.5}}
                        {"seq":2,"attr":{"note":"x"}}
                        {"seq":3,"constraint":{"memory":-0.2}}
                        {"seq":4,"final":{"val_auc":0.83}}
                        """);
    }

    @Test
    void whatIsNotFiniteIsAText() {
        python("trialog.finish({'a': float('nan'), 'b': float('inf'), 'c': -float('inf')})");
        assertThat(report()).hasContent("{\"seq\":0,\"final\":{\"a\":\"NaN\",\"b\":\"Infinity\",\"c\":\"-Infinity\"}}");
    }

    @Test
    void textsAreQuoted() {
        python("trialog.attr('say \"hi\"', ['a\\\\b\\n\\x01ü', 1, True, None, 1.5, float('nan')])");
        assertThat(report())
                .hasContent(
                        "{\"seq\":0,\"attr\":{\"say \\\"hi\\\"\":[\"a\\\\b\\n\\u0001ü\",1,true,null,1.5,\"NaN\"]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "True",
                "'0.5'",
                "None",
                "[0.5]",
                "b'1'",
                "1j",
                "Scalar('bool', 0)",
                "Scalar('torch.bool', 0)",
                "Scalar('float64', 1)",
                "Scalar('torch.complex64', 0)",
                "object()"
            })
    void whatIsNoNumberRaisesTypeErrorAndWritesNothing(String value) {
        String message = python(SCALAR + caught("trialog.log({'loss': 0.5, 'val_auc': " + value + "}, 1)"));
        assertThat(message).startsWith("TypeError: ");
        assertThat(report()).doesNotExist();
    }

    @Test
    void theMessageNamesMetricValueAndType() {
        assertThat(python(caught("trialog.log('0.5', 1)")))
                .isEqualTo("TypeError: The value of val_auc must be a number but is '0.5' (str).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Scalar('float32', 0)          | 0.25",
                "fractions.Fraction(1, 8)      | 0.125",
                "decimal.Decimal('1e-7')       | 1e-07",
                "10 ** 17                      | 1e+17"
            })
    void whatHasAFloatIsANumber(String value, String written) {
        python(SCALAR + "trialog.log(" + value + ", 1)");
        assertThat(report()).hasContent("{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":" + written + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trialog.log(1, 1.5)     | TypeError: A step must be an integer but is 1.5 (float).",
                "trialog.log(1, True)    | TypeError: A step must be an integer but is True (bool).",
                "trialog.log(1, -1)      | ValueError: A step must be 0 or more but is -1.",
                "trialog.log(10**400, 1) | ValueError: The value of val_auc must be a number that a float can hold, below"
                        + " 1.8e308, but is larger.",
                "trialog.log({}, 1)      | ValueError: At least one metric must be given, but the dict is empty.",
                "trialog.log({1: 1}, 1)  | TypeError: A metric's name must be a non-empty str but is 1.",
                "trialog.attr('a', {1})  | TypeError: An attribute must be made of JSON's types but holds {1} (set).",
            })
    void wrongCallsSayWhatIsWrong(String call, String message) {
        assertThat(python(caught(call))).isEqualTo(message);
        assertThat(report()).doesNotExist();
    }

    @Test
    void anUnhandledPrunedEndsTheProgramQuietly() throws IOException {
        Files.writeString(directory.resolve("prune"), "{\"rule\":\"median\"}");
        Ended ended = run("""
                try:
                    print(trialog.should_prune())
                    trialog.log(0.5, 1)
                except Exception:
                    print("swallowed")
                print("not reached")
                """);
        assertThat(ended).isEqualTo(new Ended(79, "True\n", ""));
        assertThat(report()).hasContent("{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}");
    }

    @Test
    void pruningCanBeCaught() throws IOException {
        Files.writeString(directory.resolve("prune"), "{\"rule\":\"median\"}");
        String out = python("""
                try:
                    trialog.log(0.5, 1)
                except trialog.Pruned as pruned:
                    print(pruned)
                """);
        assertThat(out).isEqualTo("pruned: {\"rule\":\"median\"}");
    }

    @Test
    void seqContinuesBehindTheLastWholeLine() throws IOException {
        Files.writeString(report(), "{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}\n{\"seq\":1,\"st");
        python("trialog.log(0.6, 2); trialog.log(0.7)");
        assertThat(report()).hasContent("""
                        {"seq":0,"step":1,"values":{"val_auc":0.5}}
                        {"seq":1,"st
                        {"seq":1,"step":2,"values":{"val_auc":0.6}}
                        {"seq":2,"step":3,"values":{"val_auc":0.7}}
                        """);
    }

    @Test
    void threadsDoNotMixTheirLines() throws IOException {
        python("""
                import threading
                def work():
                    for step in range(100): trialog.log(0.5, step)
                threads = [threading.Thread(target=work) for _ in range(4)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                """);
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
        python("trialog.log(0.5, 0)");
        assertThat(report()).doesNotExist();
        environment.put(variable, "0");
        python("trialog.log(0.5, 0)");
        assertThat(report()).exists();
    }

    @Test
    void outsideOfAStudyValuesArePrinted() {
        List.of("TRIALOG_REPORT", "TRIALOG_PRUNE", "TRIALOG_METRIC").forEach(environment::remove);
        String out = python("""
                print(trialog.params(lr=0.1))
                trialog.log(0.5, 0)
                trialog.log({"val_auc": 0.6})
                trialog.attr("note", "x")
                trialog.finish({"val_auc": 0.7})
                """);
        assertThat(out.lines())
                .containsExactly("{'lr': 0.1}", "step 0: value=0.5", "step 1: val_auc=0.6", "note: x", "val_auc: 0.7");
    }

    @Test
    void nothingFollowsTheFinalValue() {
        assertThat(python("trialog.finish(1)\n" + caught("trialog.log(0.5, 1)")))
                .isEqualTo("RuntimeError: Nothing can be reported after trialog.finish, but step was.");
    }

    @Test
    void parametersReplaceDefaults() throws IOException {
        Files.writeString(directory.resolve("params.json"), "{\"lr\":1e-3,\"opt\":\"a'ü\"}");
        environment.put("TRIALOG_PARAMS", directory.resolve("params.json").toString());
        assertThat(python("print(trialog.params(lr=0.1, n=3))")).isEqualTo("{'lr': 0.001, 'n': 3, 'opt': \"a'ü\"}");
    }

    /** What NumPy's and PyTorch's scalars look like: a dtype, a number of dimensions and a float. */
    private static final String SCALAR = """
            import decimal, fractions
            class Scalar:
                def __init__(self, dtype, ndim): self.dtype, self.ndim = dtype, ndim
                def __float__(self): return 0.25
            """;

    private static String caught(String call) {
        return "try:\n    " + call + "\nexcept Exception as e:\n    print(type(e).__name__ + ': ' + str(e))\n";
    }

    private String python(String program) {
        Ended ended = run(program);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        return ended.out().strip();
    }

    private Ended run(String program) {
        return Programs.run(directory, environment, List.of(interpreter, "-c", "import trialog\n" + program));
    }

    private Path report() {
        return directory.resolve("report.jsonl");
    }
}
