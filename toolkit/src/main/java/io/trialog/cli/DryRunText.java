package io.trialog.cli;

import io.trialog.DryRun;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.text.StudySummary;
import io.trialog.spi.Preview;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code --dry-run} prints. */
final class DryRunText {

    private final DryRun run;
    private final @Nullable Integer wanted;

    /**
     * @param wanted until how many finished trials the study would run, or {@code null} if that is not limited
     */
    DryRunText(DryRun run, @Nullable Integer wanted) {
        this.run = run;
        this.wanted = wanted;
    }

    /** The study as it stands and what is left of it. */
    String study() {
        StudyView view = run.view();
        StringBuilder text = new StringBuilder("Nothing is submitted.\n");
        String name = "'" + run.study().getFileName() + "' ";
        row(
                text,
                "study",
                run.isNew()
                        ? name + "would be new, in " + run.study()
                        : name + "in " + run.study() + ": " + StudySummary.counts(view, ClusterJobs.running(view)));
        run.notes().forEach(note -> row(text, "note", note));
        row(text, "trials", left());
        return text.toString().stripTrailing();
    }

    private String left() {
        int finished = run.view().succeededCount();
        if (run.trial() == null) {
            return finished + " are finished, and nothing is left: no point of the grid is left to try";
        } else if (wanted == null) {
            return finished + " are finished; no number says how many are wanted";
        }
        return finished + " of " + wanted + " are finished, " + Math.max(0, wanted - finished) + " are left";
    }

    /** Whether a trial would be started. */
    boolean hasNext() {
        return run.trial() != null && (wanted == null || wanted > run.view().succeededCount());
    }

    /** The next trial and the command line that it means; empty if there is none. */
    String next() {
        TrialRecord trial = run.trial();
        if (!hasNext() || trial == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        row(text, "next", "trial " + trial.number() + " with " + StudySummary.params(trial));
        command(text, run.line());
        return text.toString().stripTrailing();
    }

    /** The script of the next trial; empty if there is none. */
    String script() {
        Preview preview = run.preview();
        return preview == null || !hasNext() ? "" : "\n" + preview.script();
    }

    /** The row with a command line. */
    static String command(String line) {
        StringBuilder text = new StringBuilder();
        command(text, line);
        return text.toString().stripTrailing();
    }

    private static void command(StringBuilder text, String line) {
        row(text, "command", line);
    }

    private static void row(StringBuilder text, String title, String content) {
        text.append(String.format(Locale.ROOT, "  %-10s %s%n", title, content));
    }
}
