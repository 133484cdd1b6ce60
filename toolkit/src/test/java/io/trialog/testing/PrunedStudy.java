package io.trialog.testing;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.spi.Pruner;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A study without parameters whose trials report and are judged by one pruner, event by event. */
public final class PrunedStudy {

    private final StudyFold fold = new StudyFold();
    private final Pruner pruner;
    private StudyView judged;

    public PrunedStudy(String name, Direction direction, Pruner pruner) {
        this(name, List.of(direction), pruner);
    }

    public PrunedStudy(String name, List<Direction> directions, Pruner pruner) {
        this.pruner = pruner;
        List<String> metrics = List.of("loss", "time").subList(0, directions.size());
        Settings settings = Settings.of(name, directions, metrics).withSeed(1);
        apply(-1, new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "17", "os", "arch")));
        this.judged = view();
    }

    /** A study to minimize. */
    public static PrunedStudy minimizing(Pruner pruner) {
        return new PrunedStudy("golden", Direction.MINIMIZE, pruner);
    }

    /** A study to maximize. */
    public static PrunedStudy maximizing(Pruner pruner) {
        return new PrunedStudy("golden", Direction.MAXIMIZE, pruner);
    }

    public StudyView view() {
        return fold.view();
    }

    /** The view that the pruner saw last. */
    public StudyView judged() {
        return judged;
    }

    /** Starts the next trial. */
    public int ask() {
        int number = fold.trialCount();
        apply(number, new StudyEvent.TrialAsked(fold.position(), Map.of(), "test", "manual"));
        return number;
    }

    /** Reports without asking the pruner. */
    public void record(int trial, long step, double value) {
        apply(trial, new StudyEvent.ValueReported(0, -1, step, Map.of("loss", value)));
    }

    /** Reports, asks the pruner, and enters its decision if it is to prune. */
    public PruningDecision report(int trial, long step, double value) {
        record(trial, step, value);
        judged = view();
        PruningDecision decision = pruner.decide(judged, trial);
        if (decision.prune()) {
            apply(trial, StudyEvent.PruneDecided.of(decision.record()));
        }
        return decision;
    }

    public void tell(int trial, TrialState state) {
        tell(trial, state, 1.0);
    }

    /** Ends a trial; {@code value} counts if it is COMPLETE. */
    public void tell(int trial, TrialState state, double value) {
        List<Double> values = state == TrialState.COMPLETE ? List.of(value) : List.of();
        apply(trial, new StudyEvent.TrialTold(state, values, Map.of(), List.of(), ""));
    }

    public void makeVoid(int trial) {
        apply(trial, new StudyEvent.TrialVoided("test"));
    }

    /** A COMPLETE trial with one report, which no pruner saw. */
    public int completed(long step, double value) {
        int trial = ask();
        record(trial, step, value);
        tell(trial, TrialState.COMPLETE);
        return trial;
    }

    private void apply(int trial, StudyEvent event) {
        long seq = fold.position() + 1;
        Instant at = Instant.ofEpochSecond(1_700_000_000L + seq);
        fold.apply(
                new Envelope(
                        seq,
                        "id" + seq,
                        at,
                        1,
                        -1,
                        event.getClass().getSimpleName(),
                        1,
                        trial,
                        trial < 0 ? 0 : 1,
                        "",
                        ""),
                event);
    }
}
