package io.trialog.internal.format;

import io.trialog.status.RunningTrial;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces of text that several places show. */
public final class Texts {

    private static final int LONGEST = 120;

    private Texts() {}

    /** For example {@code 40 complete, 8 pruned, 2 failed, 1 running}, how many jobs are queued, and what waits for another attempt. */
    public static String counts(StudyView view) {
        StringBuilder text = new StringBuilder();
        text.append(view.count(TrialState.COMPLETE)).append(" complete, ");
        text.append(view.count(TrialState.PRUNED)).append(" pruned, ");
        text.append(view.count(TrialState.FAIL)).append(" failed, ");
        long again = RunningTrial.waiting(view);
        long queued = RunningTrial.queued(view);
        text.append(view.running().size() - again - queued).append(" running");
        text.append(queued == 0 ? "" : ", " + queued + " queued");
        text.append(again == 0 ? "" : ", " + again + " to run again");
        if (!view.waiting().isEmpty()) {
            text.append(", ").append(view.waiting().size()).append(" waiting");
        }
        return text.toString();
    }

    /** For example {@code lr=0.01, model=trees}. */
    public static String params(TrialRecord trial) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, @Nullable Object> entry : trial.params().entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(entry.getKey()).append('=');
            text.append(value(entry.getValue()));
        }
        return text.toString();
    }

    /** A parameter's value: numbers briefly, everything else as it is. */
    public static String value(@Nullable Object value) {
        return value instanceof Double d ? NumberText.of(d) : String.valueOf(value);
    }

    /** One line of at most 120 characters. */
    public static String shortened(String reason) {
        String line = reason.replace('\n', ' ').strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
