package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.CommandLineInTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} and {@code results}. */
@Tag("processes")
class FirstHourCommandsTest {

    @TempDir
    private Path directory;

    private CommandLineInTest trialog;

    @BeforeEach
    void prepare() throws IOException {
        trialog = new CommandLineInTest(directory);
    }

    private String file(String program, String... more) throws IOException {
        String file = trialog.studyFile("tiny", more);
        Files.writeString(directory.resolve("objective.sh"), program);
        return file;
    }

    @Test
    void theProgramIsTriedWithItsOwnValuesAndNothingIsStored() throws IOException {
        String file = file("""
                x=0.5
                for word in "$@"; do case $word in --x=*) x=${word#--x=} ;; esac; done
                echo "step 1 loss: 0.9"; echo "step 2 loss: 0.7"
                echo "careful" >&2
                echo "loss: $x"
                """, "trials: 100");
        Result tried = trialog.call("try", file);
        assertThat(tried.code()).as(tried.err()).isZero();
        assertThat(tried.err()).isEqualTo("careful\n");
        assertThat(tried.out())
                .startsWith("step 1 loss: 0.9\nstep 2 loss: 0.7\nloss: 0.5\n\nIt ended well after ")
                .contains("with the program's own values.\n")
                .contains("  loss = 0.5\n", "  found in line 3 of its output: loss: 0.5\n")
                .contains("  2 reports, the last at step 2\n")
                .contains("  100 trials like this take about ", " with 2 at a time\n");
        assertThat(trialog.studies()).doesNotExist();
        assertThat(trialog.call("try", file, "x=0.25").out()).contains("  loss = 0.25\n", "with x=0.25.");
    }

    @Test
    void aProgramThatFailsIsToldWithItsLastWords() throws IOException {
        Result tried = trialog.call("try", file("echo 'no GPU' >&2; exit 3"));
        assertThat(tried.code()).isEqualTo(1);
        assertThat(tried.out()).contains("It failed after ").doesNotContain("Maybe see");
        assertThat(tried.err()).contains("no GPU");
        assertThat(trialog.studies()).doesNotExist();
    }

    @Test
    void aProgramIsTriedWithAnyParameterAndAGridIsEstimated() throws IOException {
        String file = file("echo \"$@\"; echo 'loss: 0.5'");
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                                .replace("{x: {min: 0.0, max: 1.0}}", "{seed: {values: [1, 3, 8]}}")
                                .replace("type: random", "type: grid")
                        + "paired: [{net.name: [a, b], net.rate: [0.5, 0.25]}]\n");

        Result tried = trialog.call("try", file, "net.rate=0.125", "optimizer.name=sgd");

        assertThat(tried.code()).as(tried.err()).isZero();
        assertThat(tried.out())
                .startsWith("--net.rate=0.125 --optimizer.name=sgd\n")
                .contains("with net.rate=0.125, optimizer.name=sgd.\n", "  6 trials like this take about ");
    }

    @Test
    void resultsStandInOneDirectory() throws IOException {
        String file = file("""
                for word in "$@"; do case $word in --model=*) m=${word#*=} ;; --seed=*) s=${word#*=} ;; esac; done
                echo "loss: $m$s"
                """);
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("{x: {min: 0.0, max: 1.0}}", "{model: {values: [1, 2]}, seed: {values: [1, 3, 8]}}")
                        .replace("type: random", "type: grid"));
        trialog.call("run", file);

        Result plain = trialog.call("results", "tiny");
        assertThat(plain.err()).isEmpty();
        assertThat(plain.out())
                .startsWith("trial  loss  model  seed\n0      11    1      1\n")
                .contains("Maybe --over seed for mean and standard deviation over the seeds.");
        Path results = directory.resolve("out");
        Result over = trialog.call("results", "tiny", "--over", "seed", "-o", results.toString());
        assertThat(over.out()).startsWith("""
                trials   loss  sd         n  model
                0, 1, 2  14    ± 3.60555  3  1
                3, 4, 5  24    ± 3.60555  3  2

                Wrote results.csv""");
        assertThat(results.resolve("configurations.csv"))
                .content()
                .startsWith("params_model,mean,sd,n,min,max,trials\n1,14.0,3.605551275463989,3,11.0,18.0,0 1 2\n");
        assertThat(results.resolve("results.csv")).exists();
        assertThat(results.resolve("report.html")).exists();
        assertThat(results.resolve("plots").resolve("optimization_history.html"))
                .exists();
        assertThat(trialog.call("results", "tiny", "--over", "sed").err()).contains("Maybe 'seed'.");
        assertThat(trialog.call("results", "tiny", "--metric", "acc").err()).contains("--goal must say");
    }

    @Test
    void whatPeopleNoteAboutAStudyIsKeptAndShown() throws IOException {
        String file =
                trialog.studyFile("tiny", "metadata: {tags: [first, quick], group: pilot, description: 'A try.'}");
        trialog.call("create", file);
        assertThat(trialog.call("status", "tiny").out())
                .contains("  tags       first, quick\n", "  group      pilot\n", "  about      A try.\n");
        assertThat(trialog.call("run", "tiny", "-n", "1").code()).isZero();
        assertThat(trialog.call("status", "tiny", "--json").out()).contains("\"group\": \"pilot\"");
        String wrong = trialog.studyFile("wrong", "metadata: {tag: a}");
        assertThat(trialog.call("create", wrong).err()).contains("Maybe 'tags'");
    }
}
