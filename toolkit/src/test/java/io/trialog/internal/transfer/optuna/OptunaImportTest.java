package io.trialog.internal.transfer.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.exception.ProjectionException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.spi.Projector;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.testing.OwnProjectors;
import io.trialog.testing.RandomHistory;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptunaImportTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void anImportedStudyHasTheTrialsOfTheDatabase() {
        StudyView view = RandomHistory.view(RandomHistory.events(51, 600), 600);
        Path file = directory.resolve("study.db");
        try (Projector database = OwnProjectors.database(directory, RandomHistory.STUDY_ID)) {
            database.project(view, "hash599", new TreeSet<>());
        }

        ImportedStudy imported = OptunaImport.read(file, null, ZoneOffset.ofHours(9));

        assertThat(imported.name()).isEqualTo("it's \"a\" study");
        assertThat(imported.directions()).containsExactly(Direction.MINIMIZE);
        assertThat(imported.metrics()).containsExactly("loss");
        StudyView folded = fold(imported);
        assertThat(folded.trialCount()).isEqualTo(view.trialCount());
        for (TrialRecord trial : view.trials()) {
            assertSame(view, trial, folded.trial(trial.number()));
        }
    }

    private static void assertSame(StudyView view, TrialRecord trial, TrialRecord copy) {
        boolean gone = view.isVoided(trial.number()) || trial.state() == TrialState.RUNNING;
        assertThat(copy.state()).isEqualTo(gone ? TrialState.FAIL : trial.state());
        assertThat(copy.params()).isEqualTo(trial.params());
        assertThat(copy.values()).isEqualTo(gone ? List.of() : trial.values());
        assertThat(copy.reports().size()).isEqualTo(trial.reports().size());
        assertThat(copy.reports().lastValue())
                .isEqualTo(Double.valueOf(trial.reports().lastValue()));
        assertThat(copy.fixed()).isEqualTo(trial.fixed());
        assertThat(copy.userAttributes()).isEqualTo(trial.userAttributes());
        assertThat(copy.violation()).isEqualTo(trial.violation());
    }

    @Test
    void theNamesOfDistributionsBeforeOptuna3AreUnderstood() {
        OptunaDistributionParser parser = new OptunaDistributionParser();

        assertThat(parser.parse(
                        "{\"name\": \"LogUniformDistribution\", \"attributes\": {\"low\": 0.1, \"high\": 1.0}}"))
                .isEqualTo(new FloatDistribution(0.1, 1, 0, true));
        assertThat(parser.parse("{\"name\": \"DiscreteUniformDistribution\","
                        + " \"attributes\": {\"low\": 0.0, \"high\": 1.0, \"q\": 0.25}}"))
                .isEqualTo(new FloatDistribution(0, 1, 0.25, false));
        assertThat(parser.parse("{\"name\": \"IntLogUniformDistribution\","
                        + " \"attributes\": {\"low\": 1, \"high\": 9, \"step\": 1}}"))
                .isEqualTo(new IntDistribution(1, 9, 1, true));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.db"), "notes ".repeat(100));

        assertThatThrownBy(() -> OptunaImport.studyNames(file))
                .isInstanceOf(ProjectionException.class)
                .hasMessageStartingWith("The file " + file + " is no Optuna database: ");
        assertThatThrownBy(() -> OptunaImport.studyNames(directory.resolve("none.db")))
                .hasMessage("There is no file " + directory.resolve("none.db") + ".");
    }

    private static StudyView fold(ImportedStudy imported) {
        StudyFold fold = new StudyFold();
        Settings settings = Settings.of(imported.name(), imported.directions(), imported.metrics())
                .withSeed(1);
        apply(fold, -1, 0, new StudyEvent.StudyCreated("id", settings, RandomHistory.platform()));
        Instant last = Instant.MIN;
        for (ImportedStudy.ImportedEvent event : imported.events(NOW)) {
            assertThat(event.at()).isAfterOrEqualTo(last);
            last = event.at();
            apply(fold, event.trial(), event.attempt(), event.event());
        }
        return fold.view();
    }

    private static void apply(StudyFold fold, int trial, int attempt, StudyEvent event) {
        Envelope envelope = new Envelope(fold.position() + 1, "", NOW, 1, -1, "", 1, trial, attempt, "", "");
        fold.apply(envelope, event);
    }
}
