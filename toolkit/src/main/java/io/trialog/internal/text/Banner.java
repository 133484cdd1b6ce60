package io.trialog.internal.text;

import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person reads before an optimization begins: a new study, or how far an old one has come. */
public final class Banner {

    private Banner() {}

    /**
     * Returns the banner of a study that is about to be optimized.
     *
     * @param view the study as it stands
     * @param directory its directory, or {@code null} if it lives in memory
     * @param trials until how many finished trials it will run
     * @return several lines
     */
    public static String of(StudyView view, @Nullable Path directory, int trials) {
        return (view.trialCount() == 0 ? starting(view.settings(), directory, trials) : resuming(view, trials))
                + printed(view.settings());
    }

    /** What becomes of values that a program only prints. */
    private static String printed(Settings settings) {
        Object pruner = settings.pruner().getOrDefault("type", "");
        boolean isProgram = settings.objective().containsKey("command")
                || settings.objective().containsKey("class");
        if (!isProgram || settings.metrics().size() > 1 || "nop".equals(pruner)) {
            return "";
        }
        return "record".equals(settings.pruner().get("printed"))
                ? "\nPrinted values are recorded, not used for pruning. Name a pruner to change that."
                : "\nPrinted values are recorded, and the pruner" + (pruner == "" ? "" : " '" + pruner + "'")
                        + " may end a trial by them.";
    }

    private static String starting(Settings settings, @Nullable Path directory, int trials) {
        String database =
                directory == null ? "in memory" : directory.resolve("study.db").toString();
        return "Starting new study '" + settings.name() + "'\n"
                + "  database:  " + database + "\n"
                + "  trials:    " + (trials == Integer.MAX_VALUE ? "as many as there are" : trials) + "\n"
                + "  metric:    " + StudySummary.objectives(settings)
                + row("  feasible:  ", MetricConstraint.describe(settings.constraints()))
                + row(
                        "  stop when: ",
                        settings.stopWhen().stream().map(StopRule::toString).collect(Collectors.joining(", ")));
    }

    private static String row(String title, String content) {
        return content.isEmpty() ? "" : "\n" + title + content;
    }

    private static String resuming(StudyView view, int trials) {
        int complete = view.count(TrialState.COMPLETE);
        int pruned = view.count(TrialState.PRUNED);
        return "Resuming study '" + view.settings().name() + "'\n"
                + "  completed: " + complete + "\n"
                + "  pruned:    " + pruned + "\n"
                + "  failed:    " + view.count(TrialState.FAIL) + "\n"
                + "  running:   " + view.running().size() + "\n"
                + "  remaining: " + remaining(trials, complete + pruned) + "\n"
                + "  best:      "
                + best(view);
    }

    private static String remaining(int trials, int finished) {
        return trials == Integer.MAX_VALUE ? "as many as there are" : Math.max(0, trials - finished) + " of " + trials;
    }

    private static String best(StudyView view) {
        TrialRecord best = view.best();
        if (best == null) {
            return "none yet";
        } else if (view.settings().metrics().size() > 1) {
            return StudySummary.best(view);
        }
        return StudySummary.objectives(view.settings()) + " = " + NumberText.of(best.value()) + " (trial "
                + best.number() + ")";
    }
}
