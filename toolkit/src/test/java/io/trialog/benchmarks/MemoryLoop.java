package io.trialog.benchmarks;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sampler and fold without journal: one objective to minimize. */
final class MemoryLoop {

    private final StudyFold fold = new StudyFold();
    private final SearchSpace space;
    private final Sampler sampler;
    private Map<String, @Nullable Object> memo = Map.of();

    MemoryLoop(SearchSpace space, Sampler sampler, long seed) {
        this.space = space;
        this.sampler = sampler;
        Settings settings = Settings.of("benchmark", List.of(Direction.MINIMIZE), List.of("value"))
                .withSeed(seed)
                .withSpace(space);
        apply(-1, new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "17", "os", "arch")));
    }

    /** Proposes values without starting a trial; parents first. */
    Map<String, @Nullable Object> propose() {
        StudyView view = fold.view();
        int number = view.trialCount();
        Sampler.Plan plan = sampler.sampleJointly(view, number);
        memo = plan.memo();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : space.inOrder()) {
            String name = parameter.name();
            if (parameter.when() != null && !parameter.when().holds(values)) {
                continue;
            }
            values.put(
                    name,
                    plan.values().containsKey(name)
                            ? plan.values().get(name)
                            : sampler.sampleIndependently(view, number, name, parameter.distribution()));
        }
        return values;
    }

    /** Starts and ends the trial that was proposed last. */
    void complete(Map<String, @Nullable Object> values, double value) {
        complete(start(values), value);
    }

    /** Starts the trial that was proposed last, and returns its number. */
    int start(Map<String, @Nullable Object> values) {
        int number = fold.trialCount();
        apply(number, new StudyEvent.TrialAsked(fold.position(), values, "", "in-process", null, memo));
        return number;
    }

    /** Ends a trial that runs. */
    void complete(int number, double value) {
        apply(number, new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(value), Map.of(), List.of(), ""));
    }

    /** Ends a trial that runs, without a value. */
    void fail(int number) {
        apply(number, new StudyEvent.TrialTold(TrialState.FAIL, List.of(), Map.of(), List.of(), ""));
    }

    /** Reports a value, and ends the trial if the pruner says so; returns whether it did. */
    boolean report(int number, long step, double value, Pruner pruner) {
        apply(number, new StudyEvent.ValueReported(0, -1, step, Map.of("value", value)));
        PruningDecision decision = pruner.decide(fold.view(), number);
        if (decision.prune()) {
            apply(number, StudyEvent.PruneDecided.of(decision.record()));
            apply(number, new StudyEvent.TrialTold(TrialState.PRUNED, List.of(), Map.of(), List.of(), ""));
        }
        return decision.prune();
    }

    private void apply(int trial, StudyEvent event) {
        long seq = fold.position() + 1;
        fold.apply(new Envelope(seq, "", Instant.EPOCH, 1, -1, "", 1, trial, trial < 0 ? 0 : 1, "", ""), event);
    }
}
