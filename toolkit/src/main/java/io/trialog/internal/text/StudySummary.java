package io.trialog.internal.text;

import io.trialog.internal.format.Texts;
import io.trialog.status.RunningTrial;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a study stands, in words. */
public final class StudySummary {

    /** How many trials of a Pareto front are named. */
    private static final int SHOWN = 10;

    private StudySummary() {}

    /** Returns where a study stands, in a few lines. */
    public static String of(StudyView view, List<RunningTrial> running, @Nullable Path directory) {
        Settings settings = view.settings();
        StringBuilder text = new StringBuilder();
        text.append("Study '")
                .append(settings.name())
                .append("': ")
                .append(counts(view, running))
                .append('\n');
        text.append("  ").append(objectives(settings)).append(": ").append(best(view));
        List<TrialRecord> best = view.bestTrials();
        if (settings.metrics().size() > 1) {
            best.stream()
                    .limit(SHOWN)
                    .forEach(trial -> text.append("\n  trial ")
                            .append(trial.number())
                            .append(": ")
                            .append(values(settings, trial))
                            .append(" with ")
                            .append(params(trial)));
        } else if (!best.isEmpty()) {
            text.append("\n  with ").append(params(best.get(0)));
        }
        StopState.Decision stopped = view.stop().decision();
        if (stopped != null) {
            text.append("\n  stopped by ").append(stopped);
        }
        if (directory != null) {
            text.append('\n').append("  in ").append(shown(directory));
        }
        return text.toString();
    }

    /** For example {@code loss (minimize), accuracy (maximize)}. */
    public static String objectives(Settings settings) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < settings.metrics().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(settings.metrics().get(i)).append(" (");
            text.append(settings.directions().get(i).name().toLowerCase(Locale.ROOT))
                    .append(')');
        }
        return text.toString();
    }

    /** For example {@code loss=0.25, accuracy=0.9}; a pruned trial has one value, a failed one none. */
    public static String values(Settings settings, TrialRecord trial) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < trial.values().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(settings.metrics().get(i)).append('=');
            text.append(NumberText.of(trial.values().get(i)));
        }
        return text.toString();
    }

    /** For example {@code best 0.25 by trial 7}, or {@code 2 trials on the Pareto front: 3, 7}. */
    public static String best(StudyView view) {
        TrialRecord best = view.best();
        if (best == null) {
            return none(view);
        } else if (view.settings().metrics().size() == 1) {
            return "best " + NumberText.of(best.value()) + " by trial " + best.number();
        }
        List<TrialRecord> front = view.bestTrials();
        return Texts.count(front.size(), "trial") + " on the Pareto front: "
                + front.stream()
                        .limit(SHOWN)
                        .map(trial -> String.valueOf(trial.number()))
                        .collect(Collectors.joining(", "))
                + (front.size() > SHOWN ? ", ..." : "");
    }

    /** Why there is no best trial: {@code no complete trial yet}, or none of the complete ones is feasible. */
    public static String none(StudyView view) {
        int complete = view.count(TrialState.COMPLETE);
        if (complete == 0) {
            return "no complete trial yet";
        }
        String declared = MetricConstraint.describe(view.settings().constraints());
        return "no feasible trial yet among " + Texts.count(complete, "complete one")
                + (declared.isEmpty() ? "" : " (" + declared + ")");
    }

    /** A directory below the working directory by its relative path, which is shorter and the same on every machine. */
    private static Path shown(Path directory) {
        Path here = Path.of("").toAbsolutePath();
        return directory.startsWith(here) ? here.relativize(directory) : directory;
    }

    /** For example {@code 40 complete, 8 pruned, 2 failed, 1 running}, how many jobs are queued, and what waits for another attempt. */
    public static String counts(StudyView view, List<RunningTrial> running) {
        StringBuilder text = new StringBuilder();
        text.append(view.count(TrialState.COMPLETE)).append(" complete");
        long out = infeasible(view);
        text.append(out == 0 ? ", " : " (" + out + " not feasible), ");
        int added = view.addedCount();
        text.append(added == 0 ? "" : "of which " + added + (added == 1 ? " was added, " : " were added, "));
        text.append(view.count(TrialState.PRUNED)).append(" pruned, ");
        text.append(view.count(TrialState.FAIL)).append(" failed, ");
        long again = running.stream().filter(trial -> !trial.isUnderWay()).count();
        long queued = running.stream().filter(RunningTrial::isQueued).count();
        text.append(view.running().size() - again - queued).append(" running");
        text.append(queued == 0 ? "" : ", " + queued + " queued");
        text.append(again == 0 ? "" : ", " + again + " to run again");
        if (!view.waiting().isEmpty()) {
            text.append(", ").append(view.waiting().size()).append(" waiting");
        }
        return text.toString();
    }

    private static long infeasible(StudyView view) {
        return view.trials().stream()
                .filter(trial ->
                        trial.state() == TrialState.COMPLETE && !trial.isFeasible() && !view.isVoided(trial.number()))
                .count();
    }

    /** Which constraints a trial violates, and by how much: {@code memory by 5, time (not told)}; empty if none. */
    public static String violated(TrialRecord trial) {
        return trial.constraints().entrySet().stream()
                .filter(constraint -> !(constraint.getValue() <= 0))
                .map(constraint -> constraint.getKey()
                        + (constraint.getValue().isNaN()
                                ? " (not told)"
                                : " by " + NumberText.of(constraint.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** For example {@code lr=0.01, model=trees}. */
    public static String params(TrialRecord trial) {
        return Texts.params(trial);
    }
}
