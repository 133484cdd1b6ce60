package io.trialog.internal.notify;

import io.trialog.spi.Notification;
import io.trialog.spi.Notification.Event;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what people are told of one study, while it is optimized. Whatever goes wrong with a channel becomes a note and never
 * reaches the study. Safe for use by several threads.
 */
public final class StudyNotifications {

    private final Path directory;
    private final InstantSource clock;
    private final Consumer<String> problems;
    private @Nullable Outbox outbox;
    private Set<Event> wanted = Set.of();
    private boolean hasFirst;

    /**
     * Tells nobody anything yet.
     *
     * @param directory the study's directory, absolute
     * @param problems told of channels that fail, in words for the user
     */
    public StudyNotifications(Path directory, InstantSource clock, Consumer<String> problems) {
        this.directory = directory;
        this.clock = clock;
        this.problems = problems;
    }

    /**
     * Begins to tell of an optimization.
     *
     * @param reader reads the section {@code notify} of the study file
     * @param view the study as it stands
     */
    @SuppressWarnings("IllegalCatch") // messages never end a study
    public synchronized void begin(Supplier<Map<String, @Nullable Object>> reader, StudyView view) {
        try {
            NotifySection section = NotifySection.of(reader.get());
            wanted = section.events();
            hasFirst = view.count(TrialState.COMPLETE) > 0;
            outbox = section.isEmpty() ? null : new Outbox(section.channels(), problems);
        } catch (RuntimeException | LinkageError e) {
            problems.accept("Nobody is told of this optimization: " + e.getMessage());
        }
    }

    /** Tells of a trial that ended, if it is the first or the best one. */
    public synchronized void finished(TrialRecord trial, Supplier<StudyView> current) {
        if (outbox == null || trial.state() != TrialState.COMPLETE) {
            return;
        }
        StudyView view = current.get();
        String result = view.settings().metric() + " " + trial.value() + " by trial " + trial.number();
        if (!hasFirst) {
            hasFirst = true;
            tell(Event.FIRST, trial, view, "first " + result);
        }
        TrialRecord best = view.best();
        if (best != null && best.number() == trial.number()) {
            tell(Event.BEST, trial, view, "best " + result);
        }
    }

    /**
     * Tells of the end of an optimization. Returns at once.
     *
     * @param failure why it broke, or {@code null}
     * @return waits until everything is told, for a few seconds at most
     */
    public synchronized Runnable ended(StudyView view, StopReason reason, @Nullable String failure) {
        if (failure != null) {
            tell(
                    Event.FAILED,
                    null,
                    view,
                    "failed: " + failure.lines().findFirst().orElse(""));
        } else if (isEnd(reason)) {
            tell(
                    Event.DONE,
                    null,
                    view,
                    "done: " + view.count(TrialState.COMPLETE) + " complete, " + view.count(TrialState.PRUNED)
                            + " pruned, " + view.count(TrialState.FAIL) + " failed");
        }
        Outbox last = outbox;
        outbox = null;
        return last == null ? () -> {} : last::close;
    }

    private static boolean isEnd(StopReason reason) {
        return switch (reason) {
            case DONE, TARGET, TIMEOUT, EXHAUSTED -> true;
            case STOPPED, INTERRUPTED, FAILURES, BROKEN -> false;
        };
    }

    private void tell(Event event, @Nullable TrialRecord trial, StudyView view, String text) {
        String study = view.settings().name();
        if (outbox != null && wanted.contains(event)) {
            outbox.add(new Notification(
                    event, study, directory, clock.instant(), view, trial, "Study '" + study + "': " + text + "."));
        }
    }
}
