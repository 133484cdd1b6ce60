package io.trialog.internal.transfer.optuna;

import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.study.Direction;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as it stood in an Optuna database.
 *
 * @param name the study's name
 * @param directions one per objective
 * @param metrics one name per objective; {@code value} (or {@code value_0}, ...) where Optuna had none
 * @param userAttributes what users attached to the study
 * @param trials the trials by number
 */
public record ImportedStudy(
        String name,
        List<Direction> directions,
        List<String> metrics,
        Map<String, @Nullable Object> userAttributes,
        List<ImportedTrial> trials) {

    public ImportedStudy {
        directions = List.copyOf(directions);
        metrics = List.copyOf(metrics);
        userAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(userAttributes));
        trials = List.copyOf(trials);
    }

    /**
     * A trial as it stood in the database.
     *
     * @param params the values of its parameters, in external form, in the order in which they were suggested
     * @param distributions the distributions of the same parameters
     * @param intermediate intermediate values by step
     * @param fixed the values with which it was enqueued
     * @param constraints constraint values by name
     * @param startedAt when it started, or {@code null}
     * @param completedAt when it ended, or {@code null}
     */
    public record ImportedTrial(
            int number,
            TrialState state,
            List<Double> values,
            Map<String, @Nullable Object> params,
            Map<String, Distribution> distributions,
            Map<Long, Double> intermediate,
            Map<String, @Nullable Object> fixed,
            Map<String, @Nullable Object> userAttributes,
            Map<String, Double> constraints,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {}

    /**
     * An event to append.
     *
     * @param trial the trial it concerns, or -1
     * @param attempt the attempt, or 0
     * @param at when it happened, as far as the database tells; never decreasing along the list
     */
    public record ImportedEvent(int trial, int attempt, Instant at, StudyEvent event) {}

    /**
     * What to append after {@code StudyCreated}, whose settings must have these directions and metrics and no declared
     * space. Trials start in the order of their numbers and are told in the order in which they ended. A trial that was still
     * running is told as FAIL, since nobody will ever hear of it here; a waiting one waits.
     *
     * @param now the time of events of which the database does not tell one
     */
    public List<ImportedEvent> events(Instant now) {
        List<ImportedEvent> events = new ArrayList<>();
        Instant earliest = earliest(now);
        userAttributes.forEach((key, value) ->
                events.add(new ImportedEvent(-1, 0, earliest, new StudyEvent.AttributeSet("user", key, value))));
        Instant previous = earliest;
        for (ImportedTrial trial : trials) {
            Instant start = later(previous, trial.startedAt());
            begin(trial, start, events);
            if (trial.state() != TrialState.WAITING) {
                Instant end = later(start, trial.completedAt() == null ? later(start, now) : trial.completedAt());
                events.add(new ImportedEvent(trial.number(), 1, end, told(trial, directions.size())));
            }
            previous = start;
        }
        events.sort(Comparator.comparing(ImportedEvent::at)); // stable: what belongs together stays in order
        return events;
    }

    private Instant earliest(Instant now) {
        Instant earliest = now;
        for (ImportedTrial trial : trials) {
            Instant start = trial.startedAt();
            earliest = start != null && start.isBefore(earliest) ? start : earliest;
        }
        return earliest;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b == null || b.isBefore(a) ? a : b;
    }

    private void begin(ImportedTrial trial, Instant at, List<ImportedEvent> events) {
        int number = trial.number();
        if (trial.state() == TrialState.WAITING || !trial.fixed().isEmpty()) {
            events.add(new ImportedEvent(number, 0, at, new StudyEvent.TrialEnqueued(trial.fixed(), Map.of())));
        }
        if (trial.state() != TrialState.WAITING) {
            run(trial, at, events);
        }
        trial.userAttributes()
                .forEach((key, value) ->
                        events.add(new ImportedEvent(number, 0, at, new StudyEvent.AttributeSet("user", key, value))));
    }

    private void run(ImportedTrial trial, Instant at, List<ImportedEvent> events) {
        int number = trial.number();
        StudyEvent asked = new StudyEvent.TrialAsked(-1, Map.of(), "imported from Optuna", "manual");
        events.add(new ImportedEvent(number, 1, at, asked));
        trial.params().forEach((name, value) -> {
            Distribution distribution = trial.distributions().get(name);
            if (distribution != null) {
                StudyEvent suggested = new StudyEvent.ParameterSuggested(name, value, distribution);
                events.add(new ImportedEvent(number, 1, at, suggested));
            }
        });
        trial.constraints()
                .forEach((name, value) -> events.add(
                        new ImportedEvent(number, 1, at, new StudyEvent.AttributeSet("constraint", name, value))));
        trial.intermediate()
                .forEach((step, value) -> events.add(new ImportedEvent(
                        number, 1, at, new StudyEvent.ValueReported(0, -1, step, Map.of(metrics.get(0), value)))));
    }

    private static StudyEvent told(ImportedTrial trial, int directions) {
        if (trial.state() == TrialState.RUNNING) {
            return failed("still running in Optuna when it was imported");
        }
        boolean valued =
                trial.values().size() == directions && trial.values().stream().noneMatch(value -> value.isNaN());
        if (trial.state() == TrialState.COMPLETE && !valued) {
            return failed("COMPLETE in Optuna's database, but without a number as its value");
        }
        return new StudyEvent.TrialTold(trial.state(), trial.values(), Map.of(), List.of(), "");
    }

    private static StudyEvent failed(String reason) {
        return new StudyEvent.TrialTold(TrialState.FAIL, List.of(), Map.of(), List.of(), reason);
    }

    /** Returns the numbers of the trials that are COMPLETE in the database without a number as their value; here they failed. */
    public List<Integer> withoutValue() {
        return trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE
                        && told(trial, directions.size()) instanceof StudyEvent.TrialTold told
                        && told.state() == TrialState.FAIL)
                .map(ImportedTrial::number)
                .toList();
    }
}
