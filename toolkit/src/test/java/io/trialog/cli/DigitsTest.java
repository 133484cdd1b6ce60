package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.StudyReader;
import io.trialog.cli.CommandLineInTest.Result;
import io.trialog.testing.Python;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python example, as the command line runs it. Needs a Python with scikit-learn; skipped where there is none. */
@Tag("processes")
class DigitsTest {

    private static final Path FILE = Path.of("../notebooks/digits.yaml");

    @TempDir
    private Path directory;

    @Test
    void theDigitsAreLearnedInAFewTrialsAndTheStudyVerifies() throws Exception {
        Python.assume("sklearn");
        CommandLineInTest trialog = new CommandLineInTest(directory);

        Result run = trialog.call(
                "run",
                FILE.toAbsolutePath().normalize().toString(),
                "-n",
                "4",
                "--set",
                "objective.command=[\"" + Python.interpreter() + "\", digits.py]",
                "--set",
                "parameters.epochs.value=8");

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Done: 4 trials are finished", "also told test_accuracy=0.");
        StudyReader study = StudyReader.open(trialog.study("digits"));
        TrialRecord best = study.view().best();
        assertThat(best.value()).as("chance is 0.1").isGreaterThan(0.5);
        assertThat(best.metrics().get("test_accuracy")).isGreaterThan(0.5);
        assertThat(best.params()).containsEntry("epochs", 8L);
        assertThat(study.view().trials())
                .filteredOn(trial -> trial.state() == TrialState.COMPLETE)
                .allMatch(trial -> trial.reports().size() == 8);
        Result verify = trialog.call("verify", "digits");
        assertThat(verify.code()).as(verify.out()).isZero();
    }
}
