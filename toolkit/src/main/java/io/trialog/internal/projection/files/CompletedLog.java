package io.trialog.internal.projection.files;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code completed_trials.log}: one line for people per finished trial. */
final class CompletedLog implements WholeLines.Lines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private double best;

    @Override
    public String header(StudyView view) {
        return "";
    }

    @Override
    public String line(StudyView view, TrialRecord trial, int index) {
        if (index == 0) {
            best = Double.NaN;
        }
        StringBuilder line = new StringBuilder();
        line.append(trial.completedAt() == null ? "" : TIME.format(trial.completedAt()));
        line.append("  trial ").append(trial.number()).append("  ");
        line.append(view.isVoided(trial.number()) ? "VOIDED" : trial.state().name());
        for (int i = 0; i < trial.values().size(); i++) {
            line.append("  ").append(view.settings().metrics().get(i)).append('=');
            line.append(CsvText.number(trial.values().get(i)));
        }
        line.append(isNewBest(view, trial) ? "  best so far" : "");
        line.append("  ").append(ResultsTable.seconds(trial)).append(" s  ").append(trial.params());
        line.append(trial.error() == null || trial.error().isEmpty() ? "" : "  error: " + trial.error());
        return CsvText.oneLine(line.toString()) + '\n';
    }

    private boolean isNewBest(StudyView view, TrialRecord trial) {
        boolean counts = trial.state() == TrialState.COMPLETE
                && !view.isVoided(trial.number())
                && trial.isFeasible()
                && view.settings().directions().size() == 1;
        boolean isBest =
                counts && (Double.isNaN(best) || view.settings().direction().better(trial.value(), best));
        if (isBest) {
            best = trial.value();
        }
        return isBest;
    }
}
