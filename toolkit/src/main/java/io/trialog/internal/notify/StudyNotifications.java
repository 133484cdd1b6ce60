package io.trialog.internal.notify;

import io.trialog.internal.format.Durations;
import io.trialog.spi.Notification;
import io.trialog.spi.Notification.Event;
import io.trialog.spi.Secret;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what people are told of one study, while it is optimized. Whatever goes wrong with a channel becomes a note and never
 * reaches the study. Safe for use by several threads.
 */
public final class StudyNotifications {

    /** A better trial is told once in this time; the last of several better ones is told then. */
    private static final Duration BETWEEN_BEST = Duration.ofHours(1);

    private final Path directory;
    private final InstantSource clock;
    private final Consumer<String> problems;
    private final Consumer<String> log;
    private final Supplier<StudyView> current;
    private @Nullable Outbox outbox;
    private NotifySection section = NotifySection.of(Map.of());
    private List<Secret> secrets = List.of();
    private boolean hasFirst;
    private @Nullable Instant bestTold;
    private boolean bestWaits;
    private volatile Instant lastProgress = Instant.EPOCH;
    private Instant stallTold = Instant.EPOCH;

    /**
     * Tells nobody anything yet.
     *
     * @param directory the study's directory, absolute
     * @param current the study as it stands
     * @param problems told of channels that fail, in words for the user
     * @param log notes in the study's log what became of messages
     */
    public StudyNotifications(
            Path directory,
            InstantSource clock,
            Supplier<StudyView> current,
            Consumer<String> problems,
            Consumer<String> log) {
        this.directory = directory;
        this.clock = clock;
        this.current = current;
        this.problems = problems;
        this.log = log;
    }

    /**
     * Begins to tell of an optimization.
     *
     * @param reader reads the section {@code notify} of the study file
     */
    @SuppressWarnings("IllegalCatch") // messages never end a study
    public synchronized void begin(Supplier<Map<String, @Nullable Object>> reader) {
        lastProgress = clock.instant();
        try {
            section = NotifySection.of(reader.get());
            secrets = section.secrets();
            hasFirst = current.get().count(TrialState.COMPLETE) > 0;
            outbox = section.isEmpty()
                    ? null
                    : new Outbox(
                            section.channels(this::problem),
                            new OutboxFile(directory),
                            clock,
                            new FromOutbox(),
                            current);
        } catch (RuntimeException | LinkageError e) {
            problem("Nobody is told of this optimization: " + e.getMessage());
        }
    }

    /** Knows that something happened. Returns at once. */
    public void progressed() {
        lastProgress = clock.instant();
    }

    /** Tells of a trial that ended, if it is the first or the best one. */
    public synchronized void finished(TrialRecord trial) {
        if (outbox == null || trial.state() != TrialState.COMPLETE) {
            return;
        }
        StudyView view = current.get();
        boolean first = !hasFirst;
        hasFirst = true;
        if (first && section.events().contains(Event.FIRST)) {
            tell(Event.FIRST, trial, view, "first " + MessageText.result(view, trial));
            return;
        }
        TrialRecord best = view.best();
        if (best != null && best.number() == trial.number()) {
            bestWaits = true;
            tellBest(view);
        }
    }

    /** Tells of the best trial if one waits to be told, and the last one was told long enough ago. */
    private void tellBest(StudyView view) {
        Instant now = clock.instant();
        TrialRecord best = view.best();
        if (bestWaits && best != null && (bestTold == null || !now.isBefore(bestTold.plus(BETWEEN_BEST)))) {
            bestWaits = false;
            bestTold = now;
            tell(Event.BEST, best, view, "best " + MessageText.result(view, best));
        }
    }

    private void tellStall(StudyView view) {
        Instant last = lastProgress;
        boolean isStalled = Duration.between(last, clock.instant()).compareTo(section.stalledAfter()) >= 0;
        if (isStalled && !stallTold.equals(last)) {
            stallTold = last;
            tell(
                    Event.STALLED,
                    null,
                    view,
                    "stalled: nothing has happened for " + Durations.format(section.stalledAfter()) + "; "
                            + view.running().size() + " running");
        }
    }

    /**
     * Tells of the end of an optimization. Returns at once.
     *
     * @param failure why it broke, or {@code null}
     * @return waits until everything is told, for a few seconds at most
     */
    public synchronized Runnable ended(StopReason reason, @Nullable String failure) {
        StudyView view = current.get();
        bestTold = null;
        tellBest(view);
        if (failure != null) {
            tell(
                    Event.FAILED,
                    null,
                    view,
                    "failed: " + failure.lines().findFirst().orElse(""));
        } else if (isEnd(reason)) {
            tell(Event.DONE, null, view, "done");
        }
        Outbox last = outbox;
        outbox = null;
        return last == null ? () -> {} : last::close;
    }

    private static boolean isEnd(StopReason reason) {
        return switch (reason) {
            case DONE, TARGET, RULE, TIMEOUT, EXHAUSTED -> true;
            case STOPPED, INTERRUPTED, FAILURES, BROKEN -> false;
        };
    }

    private void tell(Event event, @Nullable TrialRecord trial, StudyView view, String happened) {
        if (outbox != null && section.events().contains(event)) {
            String text = MessageText.of(view, directory, happened, trial, section.includeParams());
            outbox.add(new Notification(
                    event,
                    view.settings().name(),
                    directory,
                    clock.instant(),
                    view,
                    trial,
                    section.includeParams(),
                    text));
        }
    }

    private void problem(String text) {
        problems.accept(hidden(text));
    }

    /** A text without the secrets of the channels, whoever wrote it. */
    private String hidden(String text) {
        String clean = text;
        for (Secret secret : secrets) {
            clean = secret.mask(clean);
        }
        return clean;
    }

    /** What the outbox says. */
    private final class FromOutbox implements Outbox.Listener {

        @Override
        public void problem(String text) {
            StudyNotifications.this.problem(text);
        }

        @Override
        public void noted(String text) {
            log.accept(hidden(text));
        }

        @Override
        public void tick() {
            synchronized (StudyNotifications.this) {
                if (outbox != null) {
                    StudyView view = current.get();
                    tellBest(view);
                    tellStall(view);
                }
            }
        }
    }
}
