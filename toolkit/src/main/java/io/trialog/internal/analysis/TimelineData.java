package io.trialog.internal.analysis;

import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When each trial ran.
 *
 * @param bars the trials that were started, by number
 * @param from when the first began; the epoch if there is none
 * @param to the last instant that is known of any of them
 */
public record TimelineData(List<Bar> bars, Instant from, Instant to) {

    /**
     * One trial.
     *
     * @param trial its number
     * @param state its state
     * @param feasible whether all its constraints are met
     * @param start when it was asked for
     * @param end when it was told; {@link TimelineData#to} while it runs
     */
    public record Bar(int trial, TrialState state, boolean feasible, Instant start, Instant end) {}

    public TimelineData {
        bars = List.copyOf(bars);
    }

    /** The times of all trials that are not void. */
    public static TimelineData of(StudyView view) {
        List<TrialRecord> trials = TrialChoice.counted(view).stream()
                .filter(trial -> trial.startedAt() != null)
                .toList();
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (TrialRecord trial : trials) {
            from = earlier(from, trial.startedAt());
            to = later(later(to, trial.startedAt()), trial.completedAt());
            for (Attempt attempt : trial.attempts()) {
                to = later(to, attempt.changedAt());
            }
        }
        List<Bar> bars = new ArrayList<>();
        for (TrialRecord trial : trials) {
            Instant start = trial.startedAt() == null ? from : trial.startedAt();
            Instant end = trial.completedAt() == null ? to : trial.completedAt();
            bars.add(new Bar(trial.number(), trial.state(), trial.isFeasible(), start, end));
        }
        return bars.isEmpty() ? new TimelineData(bars, Instant.EPOCH, Instant.EPOCH) : new TimelineData(bars, from, to);
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b != null && b.isAfter(a) ? b : a;
    }
}
