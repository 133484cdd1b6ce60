package io.trialog.testing;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.Distribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Histories for tests, told in a few words and folded by the real fold. */
public final class Histories {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StudyFold fold = new StudyFold();
    private Settings settings;
    private long seq;

    private Histories(Settings settings) {
        this.settings = settings;
        append(-1, new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("test", "17", "any", "any")));
    }

    /** A study that minimizes "value" with seed 1 over declared parameters. */
    public static Histories minimize(SearchSpace space) {
        return of(Direction.MINIMIZE, 1, space);
    }

    /** A study with one metric, "value". */
    public static Histories of(Direction direction, long seed, SearchSpace space) {
        return new Histories(settings(List.of(direction), seed, space));
    }

    /** A study with several objectives. */
    public static Histories of(List<Direction> directions, long seed, SearchSpace space) {
        return new Histories(settings(directions, seed, space));
    }

    /** A study of settings of its own. */
    public static Histories of(Settings settings) {
        return new Histories(settings);
    }

    private static Settings settings(List<Direction> directions, long seed, SearchSpace space) {
        List<String> metrics = new ArrayList<>();
        for (int i = 0; i < directions.size(); i++) {
            metrics.add(i == 0 ? "value" : "value" + (i + 1));
        }
        return Settings.of("test", directions, metrics).withSeed(seed).withSpace(space);
    }

    /** Declares other parameters from now on. */
    public Histories declare(SearchSpace space) {
        settings = settings.withSpace(space);
        return append(-1, new StudyEvent.StudySettingsChanged(settings, List.of()));
    }

    /** Starts the next trial with values of declared (or known) parameters, and returns its number. */
    public int ask(Map<String, ? extends @Nullable Object> params) {
        int number = fold.trialCount();
        start(number, params);
        return number;
    }

    /** Starts the next trial with values and the memo of a sampler, and returns its number. */
    public int ask(Map<String, ? extends @Nullable Object> params, Map<String, @Nullable Object> memo) {
        int number = fold.trialCount();
        Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>(params);
        StudyEvent.Rule rule = new StudyEvent.Rule("test", 1);
        append(number, new StudyEvent.TrialAsked(fold.position(), copy, "test", "manual", rule, memo));
        return number;
    }

    /** Starts a waiting trial. */
    public Histories start(int number, Map<String, ? extends @Nullable Object> params) {
        Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>(params);
        return append(number, new StudyEvent.TrialAsked(fold.position(), copy, "test", "manual"));
    }

    public int enqueue(Map<String, @Nullable Object> params) {
        int number = fold.trialCount();
        append(number, new StudyEvent.TrialEnqueued(params, Map.of()));
        return number;
    }

    public Histories suggest(int number, String name, @Nullable Object value, Distribution distribution) {
        return append(number, new StudyEvent.ParameterSuggested(name, value, distribution));
    }

    public Histories report(int number, long step, double value) {
        return append(number, new StudyEvent.ValueReported(0, -1, step, Map.of("value", value)));
    }

    /** Sets an attribute of a user on a trial, or with -1 on the study. */
    public Histories attribute(int number, String key, Object value) {
        return append(number, new StudyEvent.AttributeSet("user", key, value));
    }

    public Histories constrain(int number, String name, double value) {
        return append(number, new StudyEvent.AttributeSet("constraint", name, value));
    }

    public Histories complete(int number, double value) {
        return tell(number, TrialState.COMPLETE, List.of(value));
    }

    /** Completes a trial of several objectives. */
    public Histories complete(int number, double[] values) {
        return tell(number, TrialState.COMPLETE, Arrays.stream(values).boxed().toList());
    }

    /** Prunes a trial; its value is the last one reported, if that is a number. */
    public Histories prune(int number) {
        double last = fold.trial(number).reports().lastValue();
        return tell(number, TrialState.PRUNED, Double.isNaN(last) ? List.of() : List.of(last));
    }

    public Histories fail(int number) {
        return tell(number, TrialState.FAIL, List.of());
    }

    /** Fails a trial with the text of an error. */
    public Histories fail(int number, String error) {
        return append(number, new StudyEvent.TrialTold(TrialState.FAIL, List.of(), Map.of(), List.of(), error));
    }

    private Histories tell(int number, TrialState state, List<Double> values) {
        return append(number, new StudyEvent.TrialTold(state, values, Map.of(), List.of(), ""));
    }

    public Histories makeVoid(int number) {
        return append(number, new StudyEvent.TrialVoided("test"));
    }

    /** Takes any event. */
    public Histories append(int trial, StudyEvent event) {
        Envelope envelope = new Envelope(
                seq,
                "id" + seq,
                START.plusMillis(seq),
                1,
                -1,
                event.getClass().getSimpleName(),
                1,
                trial,
                trial < 0 ? 0 : 1,
                "",
                "");
        seq++;
        fold.apply(envelope, event);
        return this;
    }

    /** The study as it stands now. */
    public StudyView view() {
        return fold.view();
    }
}
