package io.trialog.internal.text;

import io.trialog.internal.format.Ages;
import io.trialog.status.StudyProgress;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.util.Locale;

/** The progress of a study in one line. */
public final class ProgressText {

    /** A pace is told per second from here on. */
    private static final double MANY = 600;

    /** What a shorter session says of its pace is chance. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private ProgressText() {}

    /** For example {@code [12/50]}, or {@code [12]} if nobody said how many are wanted. */
    public static String counter(StudyProgress progress) {
        return counter(progress, progress.finished());
    }

    /** The same when so many trials were finished. */
    public static String counter(StudyProgress progress, int finished) {
        Integer wanted = progress.wanted();
        return "[" + finished + (wanted == null ? "" : "/" + wanted) + "]";
    }

    /** For example {@code [12/50] 9 complete, 2 pruned, 1 failed, 2 running | best 0.81, trial 7 | 3.1 trials/min | about 12m left}. */
    public static String line(StudyProgress progress) {
        StringBuilder text = new StringBuilder(counter(progress))
                .append(' ')
                .append(StudySummary.counts(progress.view(), progress.running()));
        TrialRecord best = progress.best();
        if (best != null) {
            text.append(" | ").append(best(progress.view(), best));
        }
        String pace = pace(progress);
        return text.append(pace.isEmpty() ? "" : " | " + pace).toString();
    }

    /** For example {@code best 0.81, trial 7}, or {@code 3 on the Pareto front}. */
    public static String best(StudyView view, TrialRecord best) {
        return view.settings().metrics().size() > 1
                ? view.bestTrials().size() + " on the Pareto front"
                : "best " + NumberText.of(best.value()) + ", trial " + best.number();
    }

    /** For example {@code 3.1 trials/min | about 12m left}; empty before the first trial has ended, and in the first second. */
    public static String pace(StudyProgress progress) {
        double rate = progress.perMinute();
        if (rate <= 0 || progress.elapsed().compareTo(LEAST) < 0) {
            return "";
        }
        Duration left = progress.left();
        return rate(rate) + (left == null ? "" : " | about " + Ages.of(left) + " left");
    }

    private static String rate(double perMinute) {
        if (perMinute >= MANY) {
            return String.format(Locale.ROOT, "%.0f trials/s", perMinute / 60);
        }
        return String.format(Locale.ROOT, perMinute < 10 ? "%.1f trials/min" : "%.0f trials/min", perMinute);
    }
}
