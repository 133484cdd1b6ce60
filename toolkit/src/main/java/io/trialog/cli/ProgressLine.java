package io.trialog.cli;

import io.trialog.Study;
import io.trialog.internal.text.ProgressText;
import io.trialog.internal.text.StudySummary;
import io.trialog.status.StudyProgress;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a study comes along: on a terminal one line that is written over, at most four times a second; in a pipe a line
 * per finished trial.
 */
final class ProgressLine implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    private final Study study;
    private final PrintStream out;
    private @Nullable Thread ticker;
    private volatile boolean closed;
    private int width;

    private ProgressLine(Study study, Terminal terminal) {
        this.study = study;
        this.out = terminal.out();
    }

    /** Begins to show. */
    static ProgressLine of(Study study, Terminal terminal) {
        ProgressLine progress = new ProgressLine(study, terminal);
        study.onTrialFinished(progress::finished);
        study.onNotice(progress::notice);
        if (terminal.live()) {
            progress.begin();
        }
        return progress;
    }

    private void begin() {
        Thread thread = new Thread(this::tick, "trialog-progress");
        thread.setDaemon(true);
        ticker = thread;
        thread.start();
    }

    private void tick() {
        try {
            while (!closed) {
                over(ProgressText.line(study.progress()));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Writes a line over the one before. */
    private synchronized void over(String line) {
        if (!closed) {
            PrintableStream.raw(out, "\r");
            out.print(line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }
    }

    private synchronized void finished(TrialRecord trial) {
        boolean live = ticker != null;
        if (closed || live && trial.state() != TrialState.FAIL) {
            return;
        }
        above(result(trial, study.progress()));
    }

    private synchronized void notice(String text) {
        if (!closed) {
            above("note: " + text);
        }
    }

    /** Writes a line that stays, above the one that is written over. */
    private void above(String line) {
        if (ticker != null) {
            PrintableStream.raw(out, '\r' + " ".repeat(width) + '\r');
        }
        out.println(line);
        out.flush();
    }

    /** For example {@code [13/50] trial 12 complete: val_auc=0.8123 (best 0.8123, trial 12)  lr=0.01}. */
    private static String result(TrialRecord trial, StudyProgress progress) {
        StudyView view = progress.view();
        StringBuilder text =
                new StringBuilder(ProgressText.counter(progress, progress.finished() - later(view, trial)));
        text.append(" trial ").append(trial.number()).append(' ');
        String value = trial.values().isEmpty() ? "" : ": " + StudySummary.values(view.settings(), trial);
        switch (trial.state()) {
            case COMPLETE -> text.append("complete").append(value).append(violated(trial));
            case PRUNED -> text.append("pruned").append(value);
            default ->
                text.append("failed: ").append(String.valueOf(trial.error()).replace('\n', ' '));
        }
        TrialRecord best = view.best();
        if (best != null) {
            text.append(" (").append(ProgressText.best(view, best)).append(')');
        }
        return text.append("  ").append(StudySummary.params(trial)).toString();
    }

    private static String violated(TrialRecord trial) {
        return trial.isFeasible() ? "" : ", not feasible: " + StudySummary.violated(trial);
    }

    /** How many trials that count were told together with a trial, but after it. */
    private static int later(StudyView view, TrialRecord trial) {
        int later = 0;
        for (int i = view.finishedCount() - 1; i >= 0 && view.finished(i).number() != trial.number(); i--) {
            later += view.finished(i).state() == TrialState.FAIL ? 0 : 1;
        }
        return later;
    }

    /** Shows nothing more; the line that was written over stays as it is. */
    @Override
    public synchronized void close() {
        if (ticker != null && !closed) {
            over(ProgressText.line(study.progress()));
            out.println();
        }
        closed = true;
    }
}
