package io.trialog.internal.fold;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.trial.Attempt;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import io.trialog.trial.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event does to the record of its trial. */
final class RecordChanges {

    private static final double[] NOTHING = new double[0];

    private RecordChanges() {}

    static TrialRecord waiting(
            int number, Map<String, @Nullable Object> fixed, Map<String, @Nullable Object> userAttributes) {
        return new Draft(number)
                .state(TrialState.WAITING)
                .fixed(fixed)
                .userAttributes(userAttributes)
                .build();
    }

    static TrialRecord started(TrialRecord before, Shape shape, double[] internals, String runner, Instant at) {
        return new Draft(before)
                .state(TrialState.RUNNING)
                .parameters(shape, internals)
                .run(1, 0, runner)
                .startedAt(at)
                .build();
    }

    static TrialRecord withParameter(TrialRecord trial, StudyEvent.ParameterSuggested event, History history) {
        Shape shape = trial.shape();
        int index = shape.indexOf(event.name());
        List<String> names = new ArrayList<>(shape.names());
        List<Distribution> distributions = new ArrayList<>(shape.distributions());
        double[] internals = trial.internals();
        if (index < 0) {
            index = shape.size();
            names.add(event.name());
            distributions.add(event.distribution());
            internals = Arrays.copyOf(internals, index + 1);
        } else {
            distributions.set(index, event.distribution());
            internals = internals.clone();
        }
        internals[index] = event.distribution().toInternal(event.value());
        return new Draft(trial)
                .parameters(history.intern(new Shape(names, distributions)), internals)
                .build();
    }

    /** A new attempt starts from nothing: the reports of the lost one are not its own. */
    static TrialRecord withAttempt(TrialRecord trial, Envelope envelope, StudyEvent.JobSubmitIntended event) {
        int number = envelope.attempt();
        Attempt attempt = Attempt.intended(
                number, event.token(), event.executor(), Usage.asking(event.resources()), envelope.at());
        Draft draft = new Draft(trial).attempts(replaced(trial.attempts(), attempt));
        if (number > trial.attempt()) {
            draft.reports(Reports.NONE).metrics(Map.of()).run(number, 0, trial.runner());
        }
        return draft.build();
    }

    static TrialRecord withJob(TrialRecord trial, Envelope envelope, StudyEvent event) {
        Attempt before = attempt(trial, envelope);
        Attempt after = before;
        int restart = trial.restart();
        if (event instanceof StudyEvent.JobSubmitted submitted) {
            after = before.submitted(submitted.nativeId(), envelope.at());
        } else if (event instanceof StudyEvent.JobSubmissionFailed failed) {
            after = before.in(Attempt.REFUSED, failed.kind() + ": " + failed.message(), envelope.at());
        } else if (event instanceof StudyEvent.JobStateChanged changed) {
            restart = Math.max(restart, changed.restart());
            after = before.in(changed.state(), changed.reason(), envelope.at())
                    .ended(changed.exitCode(), changed.signal(), changed.restart())
                    .using(JobUsage.after(before, changed, envelope.at()));
        }
        return new Draft(trial)
                .attempts(replaced(trial.attempts(), after))
                .run(trial.attempt(), restart, trial.runner())
                .build();
    }

    /** The attempt that an event concerns; one that ran inside the controller was never submitted. */
    private static Attempt attempt(TrialRecord trial, Envelope envelope) {
        for (Attempt attempt : trial.attempts()) {
            if (attempt.number() == envelope.attempt()) {
                return attempt;
            }
        }
        Instant since = trial.startedAt() == null ? envelope.at() : trial.startedAt();
        return Attempt.intended(envelope.attempt(), "", trial.runner(), Usage.asking(Map.of()), since);
    }

    private static List<Attempt> replaced(List<Attempt> attempts, Attempt attempt) {
        List<Attempt> replaced = new ArrayList<>(attempts);
        replaced.removeIf(other -> other.number() == attempt.number());
        replaced.add(attempt);
        return List.copyOf(replaced);
    }

    /** The first value of a step wins; reports of lost attempts and after the decision to prune are not accepted. */
    static TrialRecord withReport(TrialRecord trial, Envelope envelope, StudyEvent.ValueReported event, String metric) {
        if (trial.prune() != null || envelope.attempt() != trial.attempt()) {
            return trial;
        }
        Draft draft = new Draft(trial);
        Double value = event.values().get(metric);
        if (value != null && trial.reports().indexOfStep(event.step()) < 0) {
            draft.reports(trial.reports().with(event.step(), value));
        }
        return draft.metrics(merged(trial.metrics(), event.values())).build();
    }

    static TrialRecord withPrune(TrialRecord trial, StudyEvent.PruneDecided event) {
        PruneRecord prune = new PruneRecord(
                event.step(), event.rule(), event.threshold(), event.compared(), event.count(), event.rung());
        return new Draft(trial).prune(prune).build();
    }

    static TrialRecord withCancel(TrialRecord trial, StudyEvent.CancelDecided event) {
        return new Draft(trial).cancel(event.reason()).build();
    }

    static TrialRecord withAttribute(TrialRecord trial, StudyEvent.AttributeSet event) {
        Draft draft = new Draft(trial);
        switch (event.kind()) {
            case "user" -> {
                Map<String, @Nullable Object> attributes = new LinkedHashMap<>(trial.userAttributes());
                attributes.put(event.key(), event.value());
                draft.userAttributes(Collections.unmodifiableMap(attributes));
            }
            case "constraint" -> {
                if (event.value() instanceof Number number) {
                    draft.constraints(merged(trial.constraints(), Map.of(event.key(), number.doubleValue())));
                }
            }
            default -> {}
        }
        return draft.build();
    }

    static TrialRecord told(
            TrialRecord trial, StudyEvent.TrialTold event, Instant at, Settings settings, History history) {
        Map<String, Double> metrics = new LinkedHashMap<>(trial.metrics());
        metrics.putAll(event.metrics());
        for (int i = 0; i < event.values().size(); i++) {
            metrics.put(settings.metrics().get(i), event.values().get(i));
        }
        Draft draft = new Draft(trial)
                .state(event.state())
                .values(event.values())
                .metrics(Collections.unmodifiableMap(metrics))
                .completedAt(at);
        if (event.state() == TrialState.FAIL) {
            draft.error(event.reason());
        }
        if (!event.unused().isEmpty()) {
            drop(trial, event.unused(), draft, history);
        }
        return draft.build();
    }

    private static void drop(TrialRecord trial, List<String> unused, Draft draft, History history) {
        Map<String, Distribution> kept = new LinkedHashMap<>();
        double[] internals = new double[trial.shape().size()];
        for (int i = 0; i < trial.shape().size(); i++) {
            String name = trial.shape().names().get(i);
            if (!unused.contains(name)) {
                internals[kept.size()] = trial.internals()[i];
                kept.put(name, trial.shape().distributions().get(i));
            }
        }
        draft.parameters(history.intern(Shape.of(kept)), Arrays.copyOf(internals, kept.size()));
    }

    private static Map<String, Double> merged(Map<String, Double> before, Map<String, Double> more) {
        Map<String, Double> merged = new LinkedHashMap<>(before);
        merged.putAll(more);
        return Collections.unmodifiableMap(merged);
    }

    /** A record under construction. */
    private static final class Draft {

        private final int number;
        private TrialState state = TrialState.WAITING;
        private Shape shape = Shape.EMPTY;
        private double[] internals = NOTHING;
        private List<Double> values = List.of();
        private Reports reports = Reports.NONE;
        private Map<String, @Nullable Object> fixed = Map.of();
        private Map<String, @Nullable Object> userAttributes = Map.of();
        private Map<String, Double> constraints = Map.of();
        private Map<String, Double> metrics = Map.of();
        private int attempt;
        private int restart;
        private String runner = "";
        private @Nullable PruneRecord prune;
        private @Nullable String cancel;
        private @Nullable String error;
        private List<Attempt> attempts = List.of();
        private @Nullable Instant startedAt;
        private @Nullable Instant completedAt;

        Draft(int number) {
            this.number = number;
        }

        Draft(TrialRecord from) {
            this.number = from.number();
            this.state = from.state();
            this.shape = from.shape();
            this.internals = from.internals();
            this.values = from.values();
            this.reports = from.reports();
            this.fixed = from.fixed();
            this.userAttributes = from.userAttributes();
            this.constraints = from.constraints();
            this.metrics = from.metrics();
            this.attempt = from.attempt();
            this.restart = from.restart();
            this.runner = from.runner();
            this.prune = from.prune();
            this.cancel = from.cancel();
            this.error = from.error();
            this.attempts = from.attempts();
            this.startedAt = from.startedAt();
            this.completedAt = from.completedAt();
        }

        Draft state(TrialState newState) {
            state = newState;
            return this;
        }

        Draft parameters(Shape newShape, double[] newInternals) {
            shape = newShape;
            internals = newInternals;
            return this;
        }

        Draft values(List<Double> newValues) {
            values = List.copyOf(newValues);
            return this;
        }

        Draft reports(Reports newReports) {
            reports = newReports;
            return this;
        }

        Draft fixed(Map<String, @Nullable Object> newFixed) {
            fixed = newFixed;
            return this;
        }

        Draft userAttributes(Map<String, @Nullable Object> newAttributes) {
            userAttributes = newAttributes;
            return this;
        }

        Draft constraints(Map<String, Double> newConstraints) {
            constraints = newConstraints;
            return this;
        }

        Draft metrics(Map<String, Double> newMetrics) {
            metrics = newMetrics;
            return this;
        }

        Draft run(int newAttempt, int newRestart, String newRunner) {
            attempt = newAttempt;
            restart = newRestart;
            runner = newRunner;
            return this;
        }

        Draft prune(PruneRecord newPrune) {
            prune = newPrune;
            return this;
        }

        Draft cancel(String newCancel) {
            cancel = newCancel;
            return this;
        }

        Draft error(String newError) {
            error = newError;
            return this;
        }

        Draft attempts(List<Attempt> newAttempts) {
            attempts = newAttempts;
            return this;
        }

        Draft startedAt(Instant at) {
            startedAt = at;
            return this;
        }

        Draft completedAt(Instant at) {
            completedAt = at;
            return this;
        }

        TrialRecord build() {
            return new TrialRecord(
                    number,
                    state,
                    shape,
                    internals,
                    values,
                    reports,
                    fixed,
                    userAttributes,
                    constraints,
                    metrics,
                    attempt,
                    restart,
                    runner,
                    prune,
                    cancel,
                    error,
                    attempts,
                    startedAt,
                    completedAt);
        }
    }
}
