package io.trialog;

import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a study stands, in words. */
public final class StudySummary {

    private StudySummary() {}

    static String of(StudyView view, @Nullable Path directory) {
        Settings settings = view.settings();
        StringBuilder text = new StringBuilder();
        text.append("Study '")
                .append(settings.name())
                .append("': ")
                .append(counts(view))
                .append('\n');
        TrialRecord best = view.best();
        text.append("  ")
                .append(settings.metric())
                .append(" (")
                .append(settings.direction().name().toLowerCase(Locale.ROOT))
                .append("): ");
        text.append(
                best == null
                        ? "no complete trial yet"
                        : "best " + TrialTable.number(best.value()) + " by trial " + best.number());
        if (best != null) {
            text.append('\n').append("  with ").append(params(best));
        }
        if (directory != null) {
            text.append('\n').append("  in ").append(shown(directory));
        }
        return text.toString();
    }

    /** A directory below the working directory by its relative path, which is shorter and the same on every machine. */
    private static Path shown(Path directory) {
        Path here = Path.of("").toAbsolutePath();
        return directory.startsWith(here) ? here.relativize(directory) : directory;
    }

    /** For example {@code 40 complete, 8 pruned, 2 failed, 1 running}. */
    public static String counts(StudyView view) {
        StringBuilder text = new StringBuilder();
        text.append(view.count(TrialState.COMPLETE)).append(" complete, ");
        text.append(view.count(TrialState.PRUNED)).append(" pruned, ");
        text.append(view.count(TrialState.FAIL)).append(" failed, ");
        text.append(view.running().size()).append(" running");
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
            text.append(entry.getValue() instanceof Double d ? TrialTable.number(d) : entry.getValue());
        }
        return text.toString();
    }
}
