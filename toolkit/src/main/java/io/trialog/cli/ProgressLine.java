package io.trialog.cli;

import io.trialog.Study;
import io.trialog.StudySummary;
import io.trialog.TrialTable;
import io.trialog.optimize.Budget;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a study comes along: on a terminal one line that is written over, at most four times a second; in a pipe a line
 * per finished trial.
 */
final class ProgressLine implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    private final Study study;
    private final Budget budget;
    private final PrintStream out;
    private final InstantSource clock;
    private final Instant started;
    private final int before;
    private @Nullable Thread ticker;
    private volatile boolean closed;
    private int width;

    private ProgressLine(Study study, Budget budget, Terminal terminal) {
        this.study = study;
        this.budget = budget;
        this.out = terminal.out();
        this.clock = terminal.clock();
        this.started = clock.instant();
        this.before = study.finishedTrials();
    }

    /** Begins to show. */
    static ProgressLine of(Study study, Budget budget, Terminal terminal) {
        ProgressLine progress = new ProgressLine(study, budget, terminal);
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
                over(line(study.view()));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Writes a line over the one before. */
    private synchronized void over(String line) {
        if (!closed) {
            out.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }
    }

    private synchronized void finished(TrialRecord trial) {
        boolean live = ticker != null;
        if (closed || live && trial.state() != TrialState.FAIL) {
            return;
        }
        above(result(trial, study.view()));
    }

    private synchronized void notice(String text) {
        if (!closed) {
            above("note: " + text);
        }
    }

    /** Writes a line that stays, above the one that is written over. */
    private void above(String line) {
        if (ticker != null) {
            out.print('\r' + " ".repeat(width) + '\r');
        }
        out.println(line);
        out.flush();
    }

    /** For example {@code [13/50] trial 12 complete: val_auc=0.8123 (best 0.8123, trial 12)  lr=0.01}. */
    private String result(TrialRecord trial, StudyView view) {
        StringBuilder text = new StringBuilder(counter(view));
        text.append(" trial ").append(trial.number()).append(' ');
        String value = trial.values().isEmpty() ? "" : ": " + StudySummary.values(view.settings(), trial);
        switch (trial.state()) {
            case COMPLETE -> text.append("complete").append(value);
            case PRUNED -> text.append("pruned").append(value);
            default ->
                text.append("failed: ").append(String.valueOf(trial.error()).replace('\n', ' '));
        }
        TrialRecord best = view.best();
        if (best != null) {
            text.append(" (").append(best(view, best)).append(')');
        }
        return text.append("  ").append(StudySummary.params(trial)).toString();
    }

    /** For example {@code [12/50] 9 complete, 2 pruned, 1 failed, 2 running | best 0.81, trial 7 | 3.1/min | about 12m left}. */
    private String line(StudyView view) {
        StringBuilder text = new StringBuilder(counter(view)).append(' ').append(StudySummary.counts(view));
        TrialRecord best = view.best();
        if (best != null) {
            text.append(" | ").append(best(view, best));
        }
        int done = finishedIn(view) - before;
        double minutes = Duration.between(started, clock.instant()).toMillis() / 60_000.0;
        if (done > 0 && minutes > 0) {
            text.append(String.format(Locale.ROOT, " | %.1f trials/min", done / minutes));
            if (budget.finished() < Integer.MAX_VALUE) {
                long left = (long) ((budget.finished() - before - done) / (done / minutes) * 60);
                text.append(" | about ")
                        .append(Ages.of(Duration.ofSeconds(left)))
                        .append(" left");
            }
        }
        return text.toString();
    }

    private static String best(StudyView view, TrialRecord best) {
        return view.settings().metrics().size() > 1
                ? view.bestTrials().size() + " on the Pareto front"
                : "best " + TrialTable.number(best.value()) + ", trial " + best.number();
    }

    private String counter(StudyView view) {
        int finished = finishedIn(view);
        return budget.finished() == Integer.MAX_VALUE
                ? "[" + finished + "]"
                : "[" + finished + "/" + budget.finished() + "]";
    }

    private static int finishedIn(StudyView view) {
        return view.count(TrialState.COMPLETE) + view.count(TrialState.PRUNED);
    }

    /** Shows nothing more; the line that was written over stays as it is. */
    @Override
    public synchronized void close() {
        if (ticker != null && !closed) {
            over(line(study.view()));
            out.println();
        }
        closed = true;
    }
}
