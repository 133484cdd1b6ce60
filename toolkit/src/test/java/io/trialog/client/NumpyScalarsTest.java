package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.client.Programs.Ended;
import io.trialog.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python client and NumPy's own scalars. Needs a Python with NumPy; skipped where there is none. */
@Tag("processes")
class NumpyScalarsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void numpyIsThere() throws Exception {
        Python.assume("numpy");
    }

    private Ended run(String program) {
        Map<String, String> environment = Map.of(
                "TRIALOG_REPORT",
                report().toString(),
                "TRIALOG_METRIC",
                "loss",
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PYTHONPATH",
                Programs.repository().resolve("toolkit/clients").toString());
        return Programs.run(
                directory,
                environment,
                List.of(Python.interpreter(), "-W", "error", "-c", "import numpy as np, trialog\n" + program));
    }

    private Path report() {
        return directory.resolve("report.jsonl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "np.float16(0.25)",
                "np.float32(0.25)",
                "np.float64(0.25)",
                "np.longdouble(0.25)",
                "np.array(0.25)",
                "np.array([[1, 2], [3, 4]]).mean() / 10"
            })
    void realScalarsAreNumbers(String value) {
        assertThat(run("trialog.log(" + value + ", np.int64(3))")).isEqualTo(new Ended(0, "", ""));
        assertThat(report()).hasContent("{\"seq\":0,\"step\":3,\"values\":{\"loss\":0.25}}");
    }

    @Test
    void integersAndWhatIsNotFiniteAreNumbersToo() throws Exception {
        run("trialog.finish({'a': np.int8(-3), 'b': np.uint64(7), 'c': np.float32('nan'), 'd': -np.inf})");
        assertThat(Files.readString(report()))
                .isEqualTo("{\"seq\":0,\"final\":{\"a\":-3.0,\"b\":7.0,\"c\":\"NaN\",\"d\":\"-Infinity\"}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "np.bool_(True)",
                "np.array(True)",
                "np.str_('0.5')",
                "np.bytes_(b'0.5')",
                "np.array('0.5')",
                "np.array('0.5', dtype=object)",
                "np.complex64(0.5)",
                "np.timedelta64(3, 's')",
                "np.datetime64('2026-01-01')",
                "np.array([0.5])",
                "np.array([0.5, 0.6])"
            })
    void whatIsNoRealScalarRaisesTypeErrorAndWritesNothing(String value) {
        Ended ended = run("try:\n    trialog.log({'loss': 0.5, 'other': " + value + "}, 1)\n"
                + "except TypeError as e:\n    print(e)");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("The value of other must be a number but is ");
        assertThat(report()).doesNotExist();
    }

    @Test
    void attributesMayHoldArrays() {
        run("trialog.attr('confusion', {'matrix': np.array([[1, 2], [3, 4]]), 'auc': np.float32(0.5)})");
        assertThat(report()).hasContent("{\"seq\":0,\"attr\":{\"confusion\":{\"matrix\":[[1,2],[3,4]],\"auc\":0.5}}}");
    }
}
