package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.client.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
class ShellClientTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aTrial() {
        environment.put("TRIALOG_REPORT", report().toString());
        environment.put("TRIALOG_PRUNE", directory.resolve("prune").toString());
        environment.put("TRIALOG_METRIC", "val_auc");
        environment.put(
                "CLIENT",
                Programs.repository().resolve("toolkit/clients/trialog.sh").toString());
    }

    @Test
    void everyKindOfRecordIsOneLine() throws IOException {
        shell("""
                trialog_log 3 val_auc=0.81 loss=2
                trialog_log 4 0.5
                trialog_attr note x
                trialog_constraint memory -0.2
                trialog_finish 0.83
                """);
        assertThat(Files.readString(report())).isEqualTo("""
                        {"seq":0,"step":3,"values":{"val_auc":0.81,"loss":2}}
                        {"seq":1,"step":4,"values":{"val_auc":0.5}}
                        {"seq":2,"attr":{"note":"x"}}
                        {"seq":3,"constraint":{"memory":-0.2}}
                        {"seq":4,"final":{"val_auc":0.83}}
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0",
        "+1.50, 1.50",
        ".5, 0.5",
        "-.5e3, -0.5e3",
        "5., 5.0",
        "5.e1, 5.0e1",
        "007, 7",
        "-00.5, -0.5",
        "1E-7, 1E-7",
        "nan, \"NaN\"",
        "NaN, \"NaN\"",
        "inf, \"Infinity\"",
        "+Infinity, \"Infinity\"",
        "-inf, \"-Infinity\""
    })
    void numbersBecomeJson(String given, String written) {
        shell("trialog_log 1 x=" + given);
        assertThat(report()).hasContent("{\"seq\":0,\"step\":1,\"values\":{\"x\":" + written + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1,5", "True", "0x10", "1 2", "--1", ".", "1e", "1\n2", "$(id)"})
    void whatIsNoNumberIsRefusedWithStatusTwo(String value) {
        environment.put("VALUE", value);
        Ended ended = run("trialog_log 1 loss=0.5 x=\"$VALUE\" || exit $?");
        assertThat(ended)
                .isEqualTo(new Ended(2, "", "trialog: the value of x must be a number but is '" + value + "'.\n"));
        assertThat(report()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trialog_log -1 0.5       | trialog: a step must be an integer, 0 or more, but is '-1'.",
                "trialog_log a=1          | trialog: a step must be an integer, 0 or more, but is 'a=1'.",
                "trialog_log 1            | trialog: at least one value must be given.",
                "trialog_log 1 =3         | trialog: a metric needs a name, which '=3' has not.",
            })
    void wrongCallsSayWhatIsWrong(String call, String message) {
        assertThat(run(call + " || exit $?")).isEqualTo(new Ended(2, "", message + "\n"));
        assertThat(report()).doesNotExist();
    }

    @Test
    void textsAreQuotedAndNothingIsExpanded() {
        environment.put("TEXT", "a\\b\n\t\u0001ü $HOME `id` 'x'");
        shell("trialog_attr 'say \"hi\"' \"$TEXT\"");
        assertThat(report())
                .hasContent("{\"seq\":0,\"attr\":{\"say \\\"hi\\\"\":\"a\\\\b\\n\\t\\u0001ü $HOME `id` 'x'\"}}");
    }

    @Test
    void theStopFileIsSeen() throws IOException {
        assertThat(shell("if trialog_should_prune; then echo stop; else echo go; fi"))
                .isEqualTo("go\n");
        Files.writeString(directory.resolve("prune"), "{}");
        assertThat(run("trialog_log 1 0.5; if trialog_should_prune; then exit 79; fi; echo on")
                        .code())
                .isEqualTo(79);
        assertThat(report()).hasContent("{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}");
    }

    @Test
    void seqContinuesBehindTheLastWholeLine() throws IOException {
        Files.writeString(report(), "{\"seq\":0,\"step\":1,\"values\":{\"val_auc\":0.5}}\n{\"seq\":1,\"st");
        shell("trialog_log 2 0.6; trialog_log 3 0.7");
        assertThat(report()).hasContent("""
                        {"seq":0,"step":1,"values":{"val_auc":0.5}}
                        {"seq":1,"st
                        {"seq":1,"step":2,"values":{"val_auc":0.6}}
                        {"seq":2,"step":3,"values":{"val_auc":0.7}}
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "RANK", "PMI_RANK"})
    void onlyRankZeroWrites(String variable) {
        environment.put(variable, "1");
        shell("trialog_log 0 0.5");
        assertThat(report()).doesNotExist();
        environment.put(variable, "0");
        shell("trialog_log 0 0.5");
        assertThat(report()).exists();
    }

    @Test
    void outsideOfAStudyValuesArePrinted() {
        List.of("TRIALOG_REPORT", "TRIALOG_PRUNE", "TRIALOG_METRIC").forEach(environment::remove);
        assertThat(shell("trialog_log 0 val_auc=0.5; trialog_finish val_auc=0.7 0.8; trialog_should_prune || echo on"))
                .isEqualTo("step 0: val_auc=0.5\nval_auc: 0.7\nvalue: 0.8\non\n");
    }

    @Test
    void parametersComeFromTheEnvironment() {
        environment.put("TRIALOG_PARAM_LEARNING_RATE", "a $(id) \"b\"");
        assertThat(shell("trialog_param learning.rate; trialog_param depth 3")).isEqualTo("a $(id) \"b\"\n3\n");
        assertThat(run("trialog_param depth || exit $?"))
                .isEqualTo(new Ended(2, "", "trialog: no parameter 'depth': TRIALOG_PARAM_DEPTH is not set.\n"));
    }

    private String shell(String program) {
        Ended ended = run(program);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        return ended.out();
    }

    private Ended run(String program) {
        return Programs.run(directory, environment, List.of("sh", "-euc", ". \"$CLIENT\"\n" + program));
    }

    private Path report() {
        return directory.resolve("report.jsonl");
    }
}
