package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Ending;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.protocol.command.HandedParameters;
import io.trialog.internal.run.TrialLease;
import io.trialog.space.Distribution;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A trial that code of this JVM evaluates, for as long as it may speak for it. Safe for use by several threads. */
public final class TrialSession implements OpenTrial {

    private final Controller controller;
    private final int number;
    private final int attempt;
    private final TrialLease lease;
    private final Consumer<String> notes;
    private volatile @Nullable PruneRecord prune;

    TrialSession(Controller controller, TrialRecord record, TrialLease lease, Consumer<String> notes) {
        this.controller = controller;
        this.lease = lease;
        this.notes = notes;
        this.number = record.number();
        this.attempt = record.attempt();
        this.prune = record.prune();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Map<String, @Nullable Object> params() {
        return controller.trial(number).params();
    }

    @Override
    public Map<String, @Nullable Object> userAttributes() {
        return controller.trial(number).userAttributes();
    }

    /** Returns the values that a program is handed, by name: those that the trial was enqueued with included. */
    public Map<String, @Nullable Object> handed() {
        return HandedParameters.of(
                controller.trial(number), controller.view().settings().space());
    }

    @Override
    public String metric() {
        return controller.view().settings().metric();
    }

    /**
     * Suggests a value, in external form.
     *
     * @throws TrialogException if the trial has ended, or was given up
     */
    @Override
    public @Nullable Object suggest(String name, Distribution distribution) {
        return lease.submit(() -> controller.suggest(number, name, distribution));
    }

    @Override
    public void mistake() {
        lease.mistake();
    }

    /**
     * Reports intermediate values.
     *
     * @throws IllegalArgumentException if the step is negative
     * @throws TrialogException if the trial has ended, or was given up
     */
    @Override
    public void report(long step, Map<String, Double> metrics) {
        OpenTrial.requireStep(step);
        StudyEvent.ValueReported report = new StudyEvent.ValueReported(0, -1, step, Map.copyOf(metrics));
        prune = lease.submit(() -> controller.report(number, attempt, report));
    }

    @Override
    public void note(String odd) {
        notes.accept(odd);
    }

    @Override
    public boolean isPruned() {
        return prune != null;
    }

    /**
     * Attaches something to the trial.
     *
     * @param kind {@code user} or {@code constraint}
     * @throws TrialogException if the trial has ended, or was given up
     */
    @Override
    public void setAttribute(String kind, String key, @Nullable Object value) {
        StudyEvent event = new StudyEvent.AttributeSet(kind, key, Attributes.checked(key, value));
        lease.submit(() -> controller.record(Recording.of(event).trial(number).attempt(attempt)));
    }

    /** Returns how the trial ends with values, one per direction; a wrong number of them, or NaN, is a failure. */
    public Ending complete(double... values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return Ending.complete(list, controller.view().settings().directions().size(), Map.of());
    }

    /** Returns how the trial ends if its objective heeds the pruner; the last reported value becomes its value. */
    public Ending pruned() {
        return Ending.pruned(controller.trial(number), Map.of());
    }
}
