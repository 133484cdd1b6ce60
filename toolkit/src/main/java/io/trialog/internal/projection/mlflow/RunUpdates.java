package io.trialog.internal.projection.mlflow;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.json.JsonText;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into updates of runs: the study is the parent, each attempt of a trial is a child. All times are those of the events, so
 * that the same events give the same updates. Not safe for use by several threads.
 */
final class RunUpdates {

    private final StudyFold fold = new StudyFold();
    private final Map<RunKey, Instant> starts = new HashMap<>();
    private final Map<RunKey, Boolean> ended = new HashMap<>();
    private Map<RunKey, RunUpdate> updates = new LinkedHashMap<>();
    private String studyId = "";
    private String head = "";

    /** Takes an event. */
    void apply(StoredEvent stored) {
        String given = StudyIdentity.given(stored);
        studyId = given == null ? studyId : given;
        fold.apply(stored);
        head = stored.envelope().hash();
        Envelope envelope = stored.envelope();
        StudyEvent event = stored.event();
        if (event instanceof StudyEvent.StudyCreated || event instanceof StudyEvent.StudySettingsChanged) {
            settings(envelope.at());
        } else if (event instanceof StudyEvent.ControllerStarted) {
            update(RunKey.STUDY, envelope.at()).status("RUNNING", null);
        } else if (event instanceof StudyEvent.ControllerStopped) {
            update(RunKey.STUDY, envelope.at()).status("FINISHED", envelope.at());
        } else if (envelope.trial() >= 0) {
            trial(event, envelope, fold.trial(envelope.trial()));
        }
    }

    private void settings(Instant at) {
        Settings settings = fold.view().settings();
        RunUpdate update = update(RunKey.STUDY, at);
        update.tag("trialog.sampler", JsonText.strict(settings.sampler()));
        update.tag("trialog.pruner", JsonText.strict(settings.pruner()));
        update.tag("trialog.seed", Long.toString(settings.seed()));
        for (int i = 0; i < settings.metrics().size(); i++) {
            String goal = settings.directions().get(i) == Direction.MINIMIZE ? "minimize" : "maximize";
            update.tag("trialog.goal." + settings.metrics().get(i), goal);
        }
    }

    private void trial(StudyEvent event, Envelope envelope, TrialRecord trial) {
        Instant at = envelope.at();
        if (event instanceof StudyEvent.TrialRetried || trial.state() == TrialState.WAITING) {
            return; // a run begins with an attempt
        }
        if (event instanceof StudyEvent.JobSubmitIntended && envelope.attempt() > 1) {
            lost(trial, new RunKey(trial.number(), envelope.attempt() - 1), at);
        }
        RunKey key =
                new RunKey(trial.number(), Math.max(1, envelope.attempt() > 0 ? envelope.attempt() : trial.attempt()));
        RunUpdate update = update(key, at);
        trial.params().forEach((name, value) -> update.param(name, text(value)));
        if (event instanceof StudyEvent.ValueReported report) {
            report.values().forEach((name, value) -> update.metric(name, value, at, report.step()));
        } else if (event instanceof StudyEvent.TrialTold told) {
            told(told, trial, key, update, at);
        } else if (event instanceof StudyEvent.TrialAdded added) {
            added(added, update, at);
            ended.put(key, true);
            best(trial, at);
        } else if (event instanceof StudyEvent.PruneDecided pruned) {
            update.tag("trialog.pruned_at_step", Long.toString(pruned.step()));
        } else if (event instanceof StudyEvent.TrialVoided voided) {
            update.tag("trialog.void", voided.reason());
        } else if (event instanceof StudyEvent.AttributeSet attribute) {
            attribute(attribute, update, at);
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : JsonText.strict(value);
    }

    /** An attempt that another one follows was lost, unless its trial had ended and runs again. */
    private void lost(TrialRecord trial, RunKey before, Instant at) {
        if (!ended.containsKey(before)) {
            RunUpdate update = update(before, at);
            update.status("FAILED", at);
            update.tag("trialog.state", "LOST");
            trial.attempts().stream()
                    .filter(attempt -> attempt.number() == before.attempt() && attempt.loss() != null)
                    .forEach(attempt -> update.tag("trialog.loss", String.valueOf(attempt.reason())));
        }
    }

    private void told(StudyEvent.TrialTold told, TrialRecord trial, RunKey key, RunUpdate update, Instant at) {
        ended.put(key, true);
        update.tag("trialog.state", told.state().name());
        if (!told.reason().isEmpty()) {
            update.tag("trialog.reason", told.reason());
        }
        values(told.values(), trial, update, at);
        told.metrics().forEach((name, value) -> update.metric(name, value, at, lastStep(trial)));
        update.status(
                switch (told.state()) {
                    case COMPLETE -> "FINISHED";
                    case PRUNED -> "KILLED";
                    default -> "FAILED";
                },
                at);
        best(trial, at);
    }

    private static long lastStep(TrialRecord trial) {
        return Math.max(0, trial.reports().lastStep());
    }

    /** Final values stand at the last step, unless the last report is the same value. */
    private void values(Iterable<Double> values, TrialRecord trial, RunUpdate update, Instant at) {
        int i = 0;
        for (double value : values) {
            String name = fold.view().settings().metrics().get(i);
            boolean isReported = i == 0
                    && !trial.reports().isEmpty()
                    && Double.compare(trial.reports().valueAt(trial.reports().lastStep()), value) == 0;
            if (!isReported) {
                update.metric(name, value, at, lastStep(trial));
            }
            i++;
        }
    }

    private void added(StudyEvent.TrialAdded added, RunUpdate update, Instant at) {
        int i = 0;
        for (double value : added.values()) {
            update.metric(fold.view().settings().metrics().get(i), value, at, 0);
            i++;
        }
        added.metrics().forEach((name, value) -> update.metric(name, value, at, 0));
        update.tag("trialog.source", added.source());
        update.tag("trialog.state", TrialState.COMPLETE.name());
        update.status("FINISHED", at);
    }

    /** The best value so far is a curve of the parent. */
    private void best(TrialRecord trial, Instant at) {
        StudyView view = fold.view();
        TrialRecord best = view.settings().metrics().size() == 1 ? view.best() : null;
        if (best != null && best.number() == trial.number()) {
            RunUpdate parent = update(RunKey.STUDY, at);
            parent.metric("best " + view.settings().metric(), best.value(), at, view.finishedCount());
            parent.tag("trialog.best_trial", Integer.toString(best.number()));
        }
    }

    private static void attribute(StudyEvent.AttributeSet attribute, RunUpdate update, Instant at) {
        if (attribute.kind().equals("user")) {
            update.tag("user." + attribute.key(), text(attribute.value()));
        } else if (attribute.kind().equals("constraint") && attribute.value() instanceof Number value) {
            update.metric("constraint." + attribute.key(), value.doubleValue(), at, 0);
        }
    }

    private RunUpdate update(RunKey key, Instant at) {
        Instant start = starts.computeIfAbsent(key, unknown -> at);
        return updates.computeIfAbsent(key, unknown -> new RunUpdate(start));
    }

    /** Returns the updates since the last call. */
    Map<RunKey, RunUpdate> take() {
        Map<RunKey, RunUpdate> taken = updates;
        updates = new LinkedHashMap<>();
        return taken;
    }

    /** Returns when a run began, as far as it did. */
    Instant start(RunKey key, Instant otherwise) {
        return starts.getOrDefault(key, otherwise);
    }

    String studyId() {
        return studyId;
    }

    /** The hash of the last event. */
    String head() {
        return head;
    }

    String study() {
        return fold.view().settings().name();
    }

    long position() {
        return fold.position();
    }
}
