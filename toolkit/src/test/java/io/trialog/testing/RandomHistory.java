package io.trialog.testing;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A history in which everything happens that may happen to a trial: queue, retry, addition, several attempts, reports out of order, not a
 * number and infinite, pruning, failures, voids, attributes, constraints and names that need quoting. A function of the seed.
 */
public final class RandomHistory {

    public static final String STUDY_ID = "0f8fad5b";

    /** Texts that break naive writers. */
    public static final List<String> NASTY = List.of(
            "plain", "it's", "a \"b\"", "two\nlines\r", "$HOME `x`", "ü 漢 😀", "", "a,b;c", "=1+1", "\\n", "{}");

    private static final Map<String, Distribution> PARAMETERS = parameters();

    private final SplittableRandom random;
    private final StudyFold fold = new StudyFold();
    private final List<StoredEvent> events = new ArrayList<>();

    private RandomHistory(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@code length} events about a study that minimizes {@code loss}. */
    public static List<StoredEvent> events(long seed, int length) {
        RandomHistory history = new RandomHistory(seed);
        Settings settings = Settings.of("it's \"a\" study", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(seed)
                .withSampler(Map.of("type", "tpe"));
        history.add(-1, 0, new StudyEvent.StudyCreated(STUDY_ID, settings, platform()));
        while (history.events.size() < length) {
            history.step();
        }
        return history.events;
    }

    /** The study after the first {@code count} events. */
    public static StudyView view(List<StoredEvent> events, int count) {
        StudyFold fold = new StudyFold();
        events.subList(0, count).forEach(fold::apply);
        return fold.view();
    }

    public static StudyEvent.Platform platform() {
        return new StudyEvent.Platform("0.1.0", "17", "Linux", "amd64");
    }

    private static Map<String, Distribution> parameters() {
        Map<String, Distribution> parameters = new LinkedHashMap<>();
        parameters.put("rate", new FloatDistribution(1e-5, 0.3, 0, true));
        parameters.put("momentum", new FloatDistribution(0, 1, 0.1, false));
        parameters.put("depth", new IntDistribution(2, 8));
        parameters.put("width", new IntDistribution(8, 512, 8, true));
        parameters.put("grid\nlog", new FloatDistribution(0.5, 8, 0.5, true));
        parameters.put("it's \"model\"", new CategoricalDistribution(NASTY));
        parameters.put("flag", CategoricalDistribution.of(true, null, 1L, 2.5, "x"));
        parameters.put("weighted", new CategoricalDistribution(List.of("a", "b"), List.of(0.25, 0.75)));
        parameters.put("normal", new NormalDistribution(0, 1, 0.1, false));
        parameters.put("lognormal", new NormalDistribution(0, 1, 0, true));
        return parameters;
    }

    private void add(int trial, int attempt, StudyEvent event) {
        long seq = events.size();
        Envelope envelope = new Envelope(
                seq,
                "id" + seq,
                Instant.parse("2026-11-20T23:59:58.123456Z").plusMillis(370 * seq),
                1,
                -1,
                event.getClass().getSimpleName(),
                1,
                trial,
                attempt,
                "",
                "hash" + seq);
        StoredEvent stored = new StoredEvent(envelope, event, new byte[0]);
        fold.apply(stored);
        events.add(stored);
    }

    private void step() {
        List<TrialRecord> running = fold.view().running();
        int dice = random.nextInt(100);
        if (dice < 4) {
            add(fold.trialCount(), 0, new StudyEvent.TrialEnqueued(fixed(), Map.of("from", pick(NASTY))));
        } else if (dice < 6) {
            add(-1, 0, new StudyEvent.AttributeSet("user", "k" + random.nextInt(3), attribute()));
        } else if (dice < 8 && fold.view().finishedCount() > 0) {
            makeVoid();
        } else if (dice == 8 && fold.view().finishedCount() > 0) {
            retry();
        } else if (dice == 9) {
            addTrial();
        } else if (running.isEmpty() || dice < 20 && running.size() < 6) {
            ask();
        } else {
            happen(pick(running), dice);
        }
    }

    private void ask() {
        List<TrialRecord> waiting = fold.view().waiting();
        int number = waiting.isEmpty() ? fold.trialCount() : waiting.get(0).number();
        add(number, 1, new StudyEvent.TrialAsked(events.size() - 1, Map.of(), "random", "command"));
        for (Map.Entry<String, Distribution> parameter : PARAMETERS.entrySet()) {
            if (random.nextInt(4) > 0) {
                Distribution distribution = parameter.getValue();
                Object value = distribution.toExternal(draw(distribution));
                add(number, 1, new StudyEvent.ParameterSuggested(parameter.getKey(), value, distribution));
            }
        }
    }

    private double draw(Distribution distribution) {
        if (distribution instanceof CategoricalDistribution categorical) {
            return random.nextInt(categorical.choices().size());
        } else if (distribution instanceof IntDistribution d) {
            return d.low() + d.step() * random.nextLong((d.high() - d.low()) / d.step() + 1);
        } else if (distribution instanceof FloatDistribution d && d.step() > 0) {
            return d.low() + d.step() * random.nextLong(Math.round((d.high() - d.low()) / d.step()) + 1);
        }
        return distribution instanceof FloatDistribution d
                ? random.nextDouble(d.low(), d.high())
                : random.nextInt(9) / 10.0;
    }

    private void happen(TrialRecord trial, int dice) {
        int number = trial.number();
        int attempt = trial.attempt();
        if (dice < 60) {
            Map<String, Double> values = Map.of("loss", value(), "time", value());
            add(number, attempt, new StudyEvent.ValueReported(0, -1, random.nextInt(30), values));
        } else if (dice < 65) {
            add(number, attempt, new StudyEvent.AttributeSet("user", pick(NASTY), attribute()));
        } else if (dice < 68) {
            add(
                    number,
                    attempt,
                    new StudyEvent.AttributeSet("constraint", "c" + random.nextInt(2), random.nextInt(3) - 1.5));
        } else if (dice < 72) {
            String token = "t" + number + "-" + (attempt + 1);
            add(number, attempt + 1, new StudyEvent.JobSubmitIntended(token, "local"));
            add(number, attempt + 1, new StudyEvent.JobSubmitted(token, "pid " + events.size()));
            add(number, attempt + 1, new StudyEvent.JobStateChanged("RUNNING", "it's", null, null, 0));
        } else {
            end(trial);
        }
    }

    private void end(TrialRecord trial) {
        int number = trial.number();
        int kind = random.nextInt(4);
        if (kind == 0 && !trial.reports().isEmpty()) {
            long step = trial.reports().lastStep();
            double last = trial.reports().lastValue();
            add(
                    number,
                    trial.attempt(),
                    StudyEvent.PruneDecided.of(new PruneRecord(step, "median of 3", Double.NaN, last, 3, -1)));
            tell(trial, TrialState.PRUNED, Double.isNaN(last) ? List.of() : List.of(last), "pruned");
        } else if (kind == 1) {
            tell(trial, TrialState.FAIL, List.of(), pick(NASTY));
        } else {
            double value = value();
            tell(trial, TrialState.COMPLETE, List.of(Double.isNaN(value) ? 7.0 : value), "");
        }
    }

    private void tell(TrialRecord trial, TrialState state, List<Double> values, String reason) {
        StudyEvent told = new StudyEvent.TrialTold(state, values, Map.of("accuracy", value()), List.of(), reason);
        add(trial.number(), trial.attempt(), told);
    }

    private void makeVoid() {
        StudyView view = fold.view();
        int number = view.finished(random.nextInt(view.finishedCount())).number();
        if (!view.isVoided(number)) {
            add(number, 0, new StudyEvent.TrialVoided("by hand"));
        }
    }

    private void retry() {
        StudyView view = fold.view();
        int number = view.finished(random.nextInt(view.finishedCount())).number();
        if (!view.isVoided(number)) {
            add(number, 0, new StudyEvent.TrialRetried("by hand"));
        }
    }

    private void addTrial() {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        PARAMETERS.forEach((name, distribution) -> {
            if (random.nextInt(3) > 0) {
                distributions.put(name, distribution);
                params.put(name, distribution.toExternal(draw(distribution)));
            }
        });
        add(
                fold.trialCount(),
                0,
                new StudyEvent.TrialAdded(
                        pick(NASTY),
                        params,
                        distributions,
                        List.of(random.nextDouble(-10, 10)),
                        Map.of("accuracy", value()),
                        Map.of("c1", random.nextInt(3) - 1.5),
                        Map.of("from", pick(NASTY))));
    }

    private Map<String, @Nullable Object> fixed() {
        Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
        fixed.put("it's \"model\"", pick(NASTY));
        fixed.put("rate", 0.01);
        fixed.put("depth", 3L);
        return fixed;
    }

    private @Nullable Object attribute() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("text", pick(NASTY));
        map.put("nothing", null);
        map.put("list", List.of(1L, 2.5, true, Double.NaN));
        return random.nextBoolean() ? map : pick(NASTY);
    }

    private double value() {
        int kind = random.nextInt(12);
        if (kind < 3) {
            return List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                    .get(kind);
        }
        return random.nextDouble(-10, 10);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
