package io.trialog.internal.fold;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Remembers which trials the last events of a log concerned. Bounded: for a position further back, every trial counts as
 * changed. Safe for use by several threads; {@link #add} takes nanoseconds.
 */
public final class ChangedTrials {

    /** Stands for all trials at once: the place of each among those told may have changed. */
    private static final int EVERY = -2;

    private final int[] trials;
    private long next;
    private long first;

    /**
     * @param start the sequence number of the first event that will be added
     * @param capacity how many events are remembered
     */
    public ChangedTrials(long start, int capacity) {
        this.trials = new int[capacity];
        this.first = start;
        this.next = start;
    }

    /**
     * Takes note of an event, the one after the event added before.
     */
    public synchronized void add(StoredEvent stored) {
        long seq = stored.envelope().seq();
        boolean concernsEvery = stored.event() instanceof StudyEvent.TrialRetried
                || stored.event() instanceof StudyEvent.StudySettingsChanged; // bounds judge all trials again
        int trial = concernsEvery ? EVERY : stored.envelope().trial();
        if (seq != next) {
            throw new IllegalArgumentException("The next event must have seq " + next + ", but has " + seq + ".");
        }
        trials[(int) (seq % trials.length)] = trial;
        next++;
        first = Math.max(first, next - trials.length);
    }

    /**
     * The trials that the events after {@code since} up to {@code until} concern.
     *
     * @param trialCount how many trials there are, for positions that are forgotten
     */
    public synchronized SortedSet<Integer> between(long since, long until, int trialCount) {
        SortedSet<Integer> changed = new TreeSet<>();
        if (since + 1 < first || until >= next) {
            return all(trialCount);
        }
        for (long seq = since + 1; seq <= until; seq++) {
            int trial = trials[(int) (seq % trials.length)];
            if (trial == EVERY) {
                return all(trialCount);
            } else if (trial >= 0) {
                changed.add(trial);
            }
        }
        return changed;
    }

    private static SortedSet<Integer> all(int trialCount) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int trial = 0; trial < trialCount; trial++) {
            all.add(trial);
        }
        return all;
    }
}
