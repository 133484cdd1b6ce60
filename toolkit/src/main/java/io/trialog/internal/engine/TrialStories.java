package io.trialog.internal.engine;

import io.trialog.event.EventHandler;
import io.trialog.exception.TrialogException;
import io.trialog.internal.format.Texts;
import io.trialog.study.StudyView;
import io.trialog.study.TrialComparison;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of single trials of one study: their stories, their output, how they differ. Whoever holds a trial alone, such
 * as a notebook that is to show it, finds its study here. Safe for use by several threads.
 */
public final class TrialStories {

    /** Studies of this JVM that are in use: none is kept for being here. */
    private static final Set<TrialStories> ALL =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Supplier<StudyView> view;
    private final Log log;
    private final TrialOutputs outputs;
    private final InstantSource clock;

    /** What reads the log of a study from its beginning. */
    @FunctionalInterface
    public interface Log {

        /** Gives the events to a handler, in order, until it wants no more. */
        void read(EventHandler handler);
    }

    private TrialStories(Supplier<StudyView> view, Log log, TrialOutputs outputs, InstantSource clock) {
        this.view = view;
        this.log = log;
        this.outputs = outputs;
        this.clock = clock;
    }

    private static TrialStories known(TrialStories stories) {
        ALL.add(stories);
        return stories;
    }

    /** The stories of an open study. */
    static TrialStories of(StudyEngine study, TrialOutputs outputs) {
        return known(new TrialStories(study::view, handler -> read(study, handler), outputs, study.clock()));
    }

    /** A study that was closed can still be read where it has a directory. */
    private static void read(StudyEngine study, EventHandler handler) {
        Path directory = study.directory();
        if (study.isClosed() && directory != null) {
            StudyLog.read(directory, 0, handler);
        } else {
            study.journal().commit();
            study.journal().read(0, handler);
        }
    }

    /** The stories of a study that another process runs. */
    public static TrialStories of(Path directory, Supplier<StudyView> view, InstantSource clock) {
        TrialOutputs outputs = new TrialOutputs(directory, note -> {});
        return known(new TrialStories(view, handler -> StudyLog.read(directory, 0, handler), outputs, clock));
    }

    /** Finds the study of a trial that it gave out, and tells its story; {@code null} if no study in use knows it. */
    public static @Nullable TrialStory find(TrialRecord trial) {
        List<TrialStories> all;
        synchronized (ALL) {
            all = new ArrayList<>(ALL);
        }
        for (TrialStories stories : all) {
            StudyView now = stories.view.get();
            // by identity: equal trials may be those of two studies
            if (trial.number() < now.trialCount() && isSame(trial, now.trial(trial.number()))) {
                return stories.tell(now, trial);
            }
        }
        return null;
    }

    /** A trial that runs is another object after each event, but its values stay the same array. */
    @SuppressWarnings("ReferenceEquality") // equal trials may be those of two studies
    private static boolean isSame(TrialRecord trial, TrialRecord known) {
        return trial == known || trial.internals().length > 0 && trial.internals() == known.internals();
    }

    private TrialStory tell(StudyView now, TrialRecord trial) {
        return new TrialStory(
                now, trial, now.best(), reasons(trial.number()), output(trial.number(), null), clock.instant());
    }

    /** A trial that nobody asked for yet has none, and so may one whose study was closed. */
    private @Nullable Reasons reasons(int number) {
        try {
            return Reasons.of(log, number);
        } catch (TrialogException e) {
            return null;
        }
    }

    /**
     * Returns what a trial printed.
     *
     * @param attempt which attempt, from 1; {@code null} for the last one
     * @throws IllegalArgumentException if there is no such trial or attempt
     */
    public TrialOutput output(int number, @Nullable Integer attempt) {
        TrialRecord trial = trial(view.get(), number);
        int last = Math.max(1, trial.attempt());
        if (attempt != null && (attempt < 1 || attempt > last)) {
            throw new IllegalArgumentException(
                    "The attempt of trial " + number + " must be between 1 and " + last + ", but is " + attempt + ".");
        }
        return outputs.read(number, attempt == null ? last : attempt);
    }

    /**
     * Compares trials.
     *
     * @throws IllegalArgumentException if there is no such trial, or fewer than two are given
     */
    public TrialComparison compare(int... numbers) {
        StudyView now = view.get();
        List<TrialRecord> trials = new ArrayList<>();
        for (int number : numbers) {
            trials.add(trial(now, number));
        }
        return TrialComparison.of(now, trials);
    }

    /**
     * Returns one trial as it stands.
     *
     * @throws IllegalArgumentException if there is no such trial
     */
    public TrialRecord trial(int number) {
        return trial(view.get(), number);
    }

    private static TrialRecord trial(StudyView view, int number) {
        if (number < 0 || number >= view.trialCount()) {
            throw new IllegalArgumentException("There is no trial " + number + ": the study has "
                    + Texts.count(view.trialCount(), "trial") + ", counted from 0.");
        }
        return view.trial(number);
    }
}
