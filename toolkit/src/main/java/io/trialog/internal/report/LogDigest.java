package io.trialog.internal.report;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.AttemptText;
import io.trialog.trial.AttemptState;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a report tells of the log: how it began, how it goes, and how long jobs were in which state. Fed with all events in
 * order. Not safe for use by several threads.
 */
final class LogDigest {

    private static final int FIRST = 10;
    private static final int LAST = 150;

    /** States after which nothing more happens to a job. */
    private static final Set<AttemptState> ENDED = Set.of(
            AttemptState.REFUSED,
            AttemptState.EXITED,
            AttemptState.TIMED_OUT,
            AttemptState.OUT_OF_MEMORY,
            AttemptState.CANCELLED,
            AttemptState.INFRASTRUCTURE_FAILURE,
            AttemptState.LOST);

    private final Function<StoredEvent, String> words;
    private final List<String> first = new ArrayList<>();
    private final Deque<StoredEvent> last = new ArrayDeque<>();
    private final Map<AttemptState, Time> states = new LinkedHashMap<>();
    private final Map<Job, Seen> jobs = new LinkedHashMap<>();
    private long events;
    private int controllers;
    private String studyId = "";
    private Instant begun = Instant.EPOCH;
    private Instant latest = Instant.EPOCH;

    /**
     * @param words says in a line what an event was
     */
    public LogDigest(Function<StoredEvent, String> words) {
        this.words = words;
    }

    /** The digest of a log that is not at hand: it knows no more than when the last of these trials began or ended. */
    static LogDigest without(List<TrialRecord> trials) {
        LogDigest digest = new LogDigest(stored -> "");
        digest.latest = trials.stream()
                .flatMap(trial -> Stream.of(trial.startedAt(), trial.completedAt()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return digest;
    }

    private record Job(int trial, int attempt) {}

    private record Seen(AttemptState state, Instant since) {}

    /**
     * How long jobs were in a state.
     *
     * @param jobs how many times a job entered it
     * @param total the time that all of them spent there
     */
    public record Time(int jobs, Duration total) {
        private Time plus(Duration more) {
            return new Time(jobs + 1, total.plus(more));
        }
    }

    /** Takes the next event. */
    public void accept(StoredEvent stored) {
        events++;
        latest = stored.envelope().at();
        if (first.size() < FIRST) {
            first.add(words.apply(stored));
        } else {
            last.addLast(stored);
            if (last.size() > LAST) {
                last.removeFirst();
            }
        }
        count(stored);
    }

    private void count(StoredEvent stored) {
        StudyEvent event = stored.event();
        Job job = new Job(stored.envelope().trial(), stored.envelope().attempt());
        if (event instanceof StudyEvent.StudyCreated created) {
            studyId = created.studyId();
            begun = latest;
        } else if (event instanceof StudyEvent.ControllerStarted) {
            controllers++;
        } else if (event instanceof StudyEvent.JobSubmitIntended) {
            enter(job, AttemptState.INTENDED);
        } else if (event instanceof StudyEvent.JobSubmitted) {
            enter(job, AttemptState.SUBMITTED);
        } else if (event instanceof StudyEvent.JobSubmissionFailed) {
            enter(job, AttemptState.REFUSED);
        } else if (event instanceof StudyEvent.JobStateChanged changed) {
            enter(job, AttemptText.state(changed.state()));
        } else if (event instanceof StudyEvent.TrialTold) {
            leave(job);
        }
    }

    private void enter(Job job, AttemptState state) {
        leave(job);
        if (ENDED.contains(state)) {
            states.merge(state, new Time(1, Duration.ZERO), (old, one) -> old.plus(Duration.ZERO));
        } else {
            jobs.put(job, new Seen(state, latest));
        }
    }

    private void leave(Job job) {
        Seen seen = jobs.remove(job);
        if (seen != null) {
            spent(states, seen);
        }
    }

    private void spent(Map<AttemptState, Time> times, Seen seen) {
        Duration spent = Duration.between(seen.since(), latest);
        times.merge(seen.state(), new Time(1, spent), (old, one) -> old.plus(spent));
    }

    /** The time that jobs spent in each state, up to the last event; ended ones have only a count. */
    public Map<AttemptState, Time> states() {
        Map<AttemptState, Time> times = new LinkedHashMap<>(states);
        jobs.values().forEach(seen -> spent(times, seen));
        return Collections.unmodifiableMap(times);
    }

    /** The first events in words. */
    public List<String> first() {
        return Collections.unmodifiableList(first);
    }

    /** The last events in words, without the first ones. */
    public List<String> last() {
        return last.stream().map(words).toList();
    }

    /** How many events there are. */
    public long events() {
        return events;
    }

    /** How many controllers took charge. */
    public int controllers() {
        return controllers;
    }

    /** Identifies the study for ever. */
    public String studyId() {
        return studyId;
    }

    /** When the study was created. */
    public Instant begun() {
        return begun;
    }

    /** When the last event happened. */
    public Instant latest() {
        return latest;
    }
}
