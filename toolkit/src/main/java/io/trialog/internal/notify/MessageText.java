package io.trialog.internal.notify;

import io.trialog.internal.format.Texts;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Words a message: one line with the study, what happened, counts, the best value and where the results lie. */
final class MessageText {

    private static final String REPORT = "report.html";

    private MessageText() {}

    /**
     * Returns the line.
     *
     * @param happened what happened, in a few words
     * @param shown the trial whose values are told, or {@code null}
     * @param includeParams whether the values of its parameters are told
     */
    static String of(
            StudyView view, Path directory, String happened, @Nullable TrialRecord shown, boolean includeParams) {
        StringBuilder text = new StringBuilder("Study '" + view.settings().name() + "': " + happened);
        text.append("; ").append(counts(view));
        TrialRecord best = view.best();
        if (best != null && shown == null) {
            text.append("; best ").append(result(view, best));
        }
        TrialRecord described = shown == null ? best : shown;
        if (includeParams && described != null) {
            text.append("; ").append(Texts.params(described));
        }
        return text.append("; see ")
                .append(place(directory))
                .append('.')
                .toString()
                .replace('\n', ' ');
    }

    /** Returns {@code loss 0.12 by trial 7}. */
    static String result(StudyView view, TrialRecord trial) {
        return view.settings().metric() + " " + trial.value() + " by trial " + trial.number();
    }

    private static String counts(StudyView view) {
        return view.count(TrialState.COMPLETE) + " complete, " + view.count(TrialState.PRUNED) + " pruned, "
                + view.count(TrialState.FAIL) + " failed";
    }

    private static Path place(Path directory) {
        Path report = directory.resolve(REPORT);
        return Files.isRegularFile(report) ? report : directory;
    }
}
