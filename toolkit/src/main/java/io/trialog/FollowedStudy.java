package io.trialog;

import io.trialog.internal.display.Displays;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.TrialStories;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.remote.StudyWatcher;
import io.trialog.internal.text.ProgressText;
import io.trialog.plot.Plots;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.StudyView;
import io.trialog.study.TrialComparison;
import io.trialog.study.Viewable;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A study that another process runs, watched through its log: nothing is locked and nothing changed. In a notebook its card
 * is kept up to date, also after the cell has ended, for as long as somebody runs the study. Safe for use by several threads.
 */
public final class FollowedStudy implements AutoCloseable, Viewable {

    private static final long PAUSE_MILLIS = 1000;

    private final StudyWatcher watch;
    private final String name;
    private final TrialStories stories;
    private volatile StudyProgress progress;
    private volatile boolean closed;

    private FollowedStudy(StudyLog log) {
        this.watch = new StudyWatcher(log);
        this.progress = watch.look();
        this.name = progress.name();
        this.stories = TrialStories.of(log.directory(), this::view, SystemTime.clock());
    }

    /** Follows the study in a directory and shows it. */
    static FollowedStudy of(Path directory) {
        FollowedStudy study = new FollowedStudy(StudyLog.open(directory));
        study.show();
        Thread thread = new Thread(study::follow, "trialog-follow-" + study.name);
        thread.setDaemon(true);
        thread.start();
        return study;
    }

    private void follow() {
        try {
            while (!closed && progress.isHeld()) {
                Thread.sleep(PAUSE_MILLIS);
                progress = watch.look();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** {@return where the study stood a moment ago} */
    public StudyProgress progress() {
        return progress;
    }

    /** {@return the study as it stood a moment ago} */
    @Override
    public StudyView view() {
        return progress.view();
    }

    /** {@return the best trial as of a moment ago, or {@code null} if none is complete and feasible} */
    public @Nullable TrialRecord best() {
        return view().best();
    }

    /** {@return all trials as of a moment ago, by number} */
    public TrialTable trials() {
        StudyView now = view();
        return TrialTable.of(now, now.trials());
    }

    /**
     * Returns one trial; see {@link Study#trial}.
     *
     * @param number 0-based
     * @return the trial as of a moment ago
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialRecord trial(int number) {
        return stories.trial(number);
    }

    /**
     * Compares trials; see {@link Study#compare}.
     *
     * @param numbers two trials or more, by number
     * @return the trials side by side
     * @throws IllegalArgumentException if there is no such trial, or fewer than two are named
     */
    public TrialComparison compare(int... numbers) {
        return stories.compare(numbers);
    }

    /**
     * Returns what a trial printed; see {@link Study#logs(int)}.
     *
     * @param number the trial
     * @return what its last attempt printed until now
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialOutput logs(int number) {
        return stories.output(number, null);
    }

    /** {@return plots of the study as it stood a moment ago} */
    public Plots plots() {
        return Plots.of(view());
    }

    /** Shows a fresh card in the running notebook cell. */
    public void show() {
        StudyDisplay.Card card = Displays.show(this::progress);
        if (!progress.isHeld()) {
            card.close();
        }
    }

    /** Where it stands, in one line. */
    @Override
    public String toString() {
        return "Following '" + name + "' (" + stage() + "): " + ProgressText.line(progress);
    }

    private String stage() {
        Stage stage = progress.stage();
        return stage == Stage.OPEN ? "open, nothing runs" : stage.name().toLowerCase(Locale.ROOT);
    }

    /** Follows no longer. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }
}
