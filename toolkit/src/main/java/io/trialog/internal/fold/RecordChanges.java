package io.trialog.internal.fold;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.trial.Artifact;
import io.trialog.trial.FailCause;
import io.trialog.trial.Reports;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event does to the record of its trial. */
final class RecordChanges {

    /** The runner of a trial that was run elsewhere. */
    private static final String ADDED = "added";

    private RecordChanges() {}

    static TrialRecord waiting(
            int number, Map<String, @Nullable Object> fixed, Map<String, @Nullable Object> userAttributes) {
        return new RecordDraft(number)
                .state(TrialState.WAITING)
                .fixed(fixed)
                .userAttributes(userAttributes)
                .build();
    }

    static TrialRecord started(
            TrialRecord before, Shape shape, double[] internals, StudyEvent.TrialAsked asked, Instant at) {
        return new RecordDraft(before)
                .state(TrialState.RUNNING)
                .parameters(shape, internals)
                .run(1, 0, asked.runner())
                .memo(asked.memo())
                .startedAt(at)
                .build();
    }

    static TrialRecord withParameter(TrialRecord trial, StudyEvent.ParameterSuggested event, History history) {
        Shape shape = history.with(trial.shape(), event.name(), event.distribution());
        double[] internals = Arrays.copyOf(trial.internals(), shape.size());
        internals[shape.indexOf(event.name())] = event.distribution().toInternal(event.value());
        return new RecordDraft(trial).parameters(shape, internals).build();
    }

    /** The first value of a step wins; reports of lost attempts and after the decision to prune are not accepted. */
    static TrialRecord withReport(
            TrialRecord trial, Envelope envelope, StudyEvent.ValueReported event, Settings settings) {
        if (trial.prune() != null || envelope.attempt() != trial.attempt()) {
            return trial;
        }
        RecordDraft draft = new RecordDraft(trial);
        draft.reports(with(trial.reports(), event, settings.metric()));
        draft.curves(curves(trial.curves(), event, settings.metric()));
        String watched = Watched.metric(settings);
        if (!watched.equals(settings.metric())) {
            Map<String, Reports> all = new LinkedHashMap<>(trial.watched());
            all.put(watched, with(Watched.reports(settings, trial), event, watched));
            draft.watched(Collections.unmodifiableMap(all));
        }
        return draft.metrics(merged(trial.metrics(), event.values())).build();
    }

    /** The values of all metrics but the objective's, which most programs report alone. */
    private static Map<String, Reports> curves(
            Map<String, Reports> before, StudyEvent.ValueReported event, String objective) {
        if (event.values().isEmpty()
                || event.values().size() == 1 && event.values().containsKey(objective)) {
            return before;
        }
        Map<String, Reports> curves = new LinkedHashMap<>(before);
        event.values().forEach((metric, value) -> {
            if (!metric.equals(objective)) {
                Reports known = curves.getOrDefault(metric, Reports.NONE);
                curves.put(
                        metric,
                        event.printed() ? known.withPrinted(event.step(), value) : known.with(event.step(), value));
            }
        });
        return Collections.unmodifiableMap(curves);
    }

    private static Reports with(Reports before, StudyEvent.ValueReported event, String metric) {
        Double value = event.values().get(metric);
        if (value == null) {
            return before;
        }
        return event.printed() ? before.withPrinted(event.step(), value) : before.with(event.step(), value);
    }

    static TrialRecord withPrune(TrialRecord trial, StudyEvent.PruneDecided event) {
        return new RecordDraft(trial).prune(event.record()).build();
    }

    static TrialRecord withCancel(TrialRecord trial, StudyEvent.CancelDecided event) {
        return new RecordDraft(trial).cancel(event.reason()).build();
    }

    static TrialRecord withAttribute(TrialRecord trial, StudyEvent.AttributeSet event) {
        RecordDraft draft = new RecordDraft(trial);
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
        for (int i = 0; i < Math.min(event.values().size(), settings.metrics().size()); i++) {
            metrics.put(settings.metrics().get(i), event.values().get(i));
        }
        RecordDraft draft = new RecordDraft(trial)
                .state(event.state())
                .values(event.values())
                .metrics(Collections.unmodifiableMap(metrics))
                .completedAt(at);
        if (event.state() != TrialState.FAIL) {
            draft.constraints(JudgedConstraints.of(settings, metrics, trial.constraints()));
        }
        if (event.state() == TrialState.FAIL) {
            draft.error(event.reason()).cause(event.cause());
        } else if (event.state() == TrialState.COMPLETE
                && event.values().size() != settings.directions().size()) {
            draft.state(TrialState.FAIL)
                    .values(List.of())
                    .error("It was told COMPLETE with " + event.values().size() + " values, but the study has "
                            + settings.directions().size()
                            + (settings.directions().size() == 1 ? " direction." : " directions."))
                    .cause(FailCause.VALUE);
        }
        if (!event.unused().isEmpty()) {
            drop(trial, event.unused(), draft, history);
        }
        return draft.build();
    }

    /** A file of the trial; one of the same name takes the place of the one before. */
    static TrialRecord withArtifact(TrialRecord trial, StudyEvent.ArtifactRecorded event) {
        Map<String, Artifact> artifacts = new LinkedHashMap<>(trial.artifacts());
        artifacts.put(event.name(), new Artifact(event.name(), event.path(), event.bytes(), event.sha256()));
        return new RecordDraft(trial)
                .artifacts(Collections.unmodifiableMap(artifacts))
                .build();
    }

    /** The trial as it runs again: its parameters, attempts and attributes stay, its results do not count. */
    static TrialRecord retried(TrialRecord trial) {
        return new RecordDraft(trial).runAgain().build();
    }

    /** A trial that was run elsewhere. */
    static TrialRecord added(Envelope envelope, StudyEvent.TrialAdded event, Settings settings, History history) {
        Shape shape = history.intern(Shape.of(event.distributions()));
        double[] internals = new double[shape.size()];
        for (int i = 0; i < internals.length; i++) {
            internals[i] = shape.distributions()
                    .get(i)
                    .toInternal(event.params().get(shape.names().get(i)));
        }
        Map<String, Double> metrics = new LinkedHashMap<>(event.metrics());
        for (int i = 0; i < event.values().size(); i++) {
            metrics.put(settings.metrics().get(i), event.values().get(i));
        }
        return new RecordDraft(envelope.trial())
                .state(TrialState.COMPLETE)
                .parameters(shape, internals)
                .values(event.values())
                .metrics(Collections.unmodifiableMap(metrics))
                .constraints(JudgedConstraints.of(settings, metrics, event.constraints()))
                .userAttributes(event.userAttributes())
                .run(0, 0, ADDED)
                .source(event.source())
                .startedAt(envelope.at())
                .completedAt(envelope.at())
                .build();
    }

    private static void drop(TrialRecord trial, List<String> unused, RecordDraft draft, History history) {
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
}
