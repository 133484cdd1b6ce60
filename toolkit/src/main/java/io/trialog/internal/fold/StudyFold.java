package io.trialog.internal.fold;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one fold, state × event → state, from which everything else is derived. Pure: no clock, no file, no randomness.
 *
 * <p>Not safe for use by several threads; the {@linkplain #view() views} that it gives are.
 */
public final class StudyFold {

    private final History history = new History();
    private final Map<List<String>, Shape> declaredShapes = new HashMap<>();
    private long position = -1;
    private Instant lastAt = Instant.EPOCH;
    private @Nullable Settings settings;
    private @Nullable StudyView view;

    /** Takes one event. Events without an effect on trials only move the position. */
    public void apply(StoredEvent stored) {
        apply(stored.envelope(), stored.event());
    }

    /** Takes one event without its bytes. */
    public void apply(Envelope envelope, StudyEvent event) {
        if (envelope.seq() != position + 1) {
            throw new IllegalArgumentException(
                    "The next event must have seq " + (position + 1) + ", but has " + envelope.seq() + ".");
        }
        position++;
        lastAt = envelope.at();
        view = null;
        dispatch(envelope, event);
    }

    /** The study at this position. Cheap: taken once per position. */
    public StudyView view() {
        if (view == null) {
            view = history.view(position, currentSettings());
        }
        return view;
    }

    /** The sequence number of the last event taken, -1 before the first. */
    public long position() {
        return position;
    }

    /** The time of the last event taken. */
    public Instant lastAt() {
        return lastAt;
    }

    /** The trial, RUNNING or finished or waiting, as it stands now. */
    public TrialRecord trial(int number) {
        return history.trial(number);
    }

    /** The reports of a trial by which the pruner judges. */
    public Reports watchedReports(int number) {
        return Watched.reports(currentSettings(), history.trial(number));
    }

    /** How many trials there are in any state. */
    public int trialCount() {
        return history.trialCount();
    }

    private Settings currentSettings() {
        if (settings == null) {
            throw new IllegalStateException("A study must begin with StudyCreated, but no such event was folded.");
        }
        return settings;
    }

    private void dispatch(Envelope envelope, StudyEvent event) {
        if (event instanceof StudyEvent.StudyCreated created) {
            settings = created.settings();
        } else if (event instanceof StudyEvent.StudySettingsChanged changed) {
            changed(currentSettings(), changed.settings());
        } else if (event instanceof StudyEvent.StopDecided decided) {
            history.setStop(history.stop().decided(decided.decision(envelope.at())));
        } else if (event instanceof StudyEvent.StopLifted lifted) {
            history.setStop(history.stop().lifted(lifted.rule(), lifted.finished()));
        } else if (event instanceof StudyEvent.TrialEnqueued enqueued) {
            history.add(RecordChanges.waiting(envelope.trial(), enqueued.params(), enqueued.userAttributes()));
        } else if (event instanceof StudyEvent.AttributeSet set && envelope.trial() < 0) {
            history.setStudyAttribute(set);
        } else if (event instanceof StudyEvent.TrialAsked asked) {
            asked(envelope, asked);
        } else if (event instanceof StudyEvent.TrialAdded added) {
            history.append(RecordChanges.added(envelope, added, currentSettings(), history));
        } else if (envelope.trial() >= 0 && envelope.trial() < history.trialCount()) {
            aboutTrial(envelope, event);
        }
    }

    /** Other bounds judge the trials that are there again, and other rules decide anew. */
    private void changed(Settings before, Settings now) {
        settings = now;
        declaredShapes.clear();
        if (!before.constraints().equals(now.constraints())) {
            history.rejudge(trial -> JudgedConstraints.again(trial, before.constraints(), now));
            history.setStop(StopState.NONE);
        }
        if (!before.stopWhen().equals(now.stopWhen())) {
            history.setStop(StopState.NONE);
        }
    }

    private void aboutTrial(Envelope envelope, StudyEvent event) {
        TrialRecord trial = history.trial(envelope.trial());
        if (event instanceof StudyEvent.TrialVoided) {
            history.makeVoid(trial.number());
        } else if (event instanceof StudyEvent.TrialRetried) {
            retried(trial);
        } else if (trial.state().isFinished()) {
            return; // a late report or state of a trial that has ended has no effect
        } else if (event instanceof StudyEvent.AttributeSet set) {
            history.replace(RecordChanges.withAttribute(trial, set));
        } else if (trial.state() == TrialState.WAITING) {
            return;
        } else if (event instanceof StudyEvent.ArtifactRecorded artifact) {
            history.replace(RecordChanges.withArtifact(trial, artifact));
        } else if (event instanceof StudyEvent.ParameterSuggested suggested) {
            history.replace(RecordChanges.withParameter(trial, suggested, history));
        } else if (event instanceof StudyEvent.JobSubmitIntended intended) {
            history.replace(AttemptChanges.withAttempt(trial, envelope, intended));
        } else if (event instanceof StudyEvent.JobSubmitted
                || event instanceof StudyEvent.JobSubmissionFailed
                || event instanceof StudyEvent.JobStateChanged) {
            history.replace(AttemptChanges.withJob(trial, envelope, event));
        } else if (event instanceof StudyEvent.ValueReported reported) {
            history.replace(RecordChanges.withReport(trial, envelope, reported, currentSettings()));
        } else if (event instanceof StudyEvent.PruneDecided decided) {
            history.replace(RecordChanges.withPrune(trial, decided));
        } else if (event instanceof StudyEvent.CancelDecided decided) {
            history.replace(RecordChanges.withCancel(trial, decided));
        } else if (event instanceof StudyEvent.TrialTold told) {
            history.finish(RecordChanges.told(trial, told, envelope.at(), currentSettings(), history));
        }
    }

    /** Only a trial that has ended and is not void can run again. */
    private void retried(TrialRecord trial) {
        if (trial.state().isFinished() && !history.isVoid(trial.number())) {
            history.reopen(RecordChanges.retried(trial));
        }
    }

    private void asked(Envelope envelope, StudyEvent.TrialAsked asked) {
        int number = envelope.trial();
        boolean waiting = number < history.trialCount();
        TrialRecord before = waiting ? history.trial(number) : RecordChanges.waiting(number, Map.of(), Map.of());
        TrialRecord running = started(before, asked, envelope.at());
        if (waiting) {
            history.replace(running);
        } else {
            history.add(running);
        }
    }

    private TrialRecord started(TrialRecord before, StudyEvent.TrialAsked asked, Instant at) {
        Shape shape = shapeOf(asked.params().keySet());
        double[] internals = new double[shape.size()];
        int i = 0;
        for (Object value : asked.params().values()) {
            internals[i] = shape.distributions().get(i).toInternal(value);
            i++;
        }
        return RecordChanges.started(before, shape, internals, asked, at);
    }

    /** The distributions of a plan: declared ones, else those that the parameters had in the trials told before. */
    private Shape shapeOf(Set<String> names) {
        SearchSpace space = currentSettings().space();
        if (space.isEmpty()) {
            return planShape(space, names);
        }
        return declaredShapes.computeIfAbsent(List.copyOf(names), key -> planShape(space, names));
    }

    private Shape planShape(SearchSpace space, Set<String> names) {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        for (String name : names) {
            Parameter declared = space.get(name);
            distributions.put(name, declared != null ? declared.distribution() : history.distributionOf(name));
        }
        return history.intern(Shape.of(distributions));
    }
}
