package io.trialog.internal.journal;

import io.trialog.event.StudyEvent;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.trial.FailCause;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of every kind, with awkward values. */
public final class Events {

    public static final StudyEvent.Platform PLATFORM = new StudyEvent.Platform("0.1.0", "17.0.15", "Linux", "amd64");

    private Events() {}

    public static Settings settings() {
        return Settings.of("branin", List.of(Direction.MINIMIZE), List.of("value"))
                .withSeed(42)
                .withSpace(space())
                .withSampler(map("type", "tpe", "startup_trials", 10L))
                .withPruner(map("type", "median", "$odd", map("$double", "NaN", "deep", Double.NaN)))
                .withExecutor(map("type", "local", "parallel", 2L));
    }

    private static SearchSpace space() {
        return new SearchSpace(List.of(
                new Parameter(
                        "model", new CategoricalDistribution(Arrays.asList("trees", 1L, 1.0, null, true), List.of())),
                new Parameter("lr", new FloatDistribution(1e-4, 0.3, 0, true)),
                new Parameter(
                        "depth",
                        new IntDistribution(2, 8, 2, false),
                        new Condition(Map.of("model", List.of("trees", 1.0)))),
                new Parameter("p", new CategoricalDistribution(List.of("a", "b"), List.of(0.25, 0.75))),
                new Parameter("n", new NormalDistribution(0, 1, 0.5, false))));
    }

    public static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    public static StudyEvent.StudyCreated created() {
        return new StudyEvent.StudyCreated("s-1", settings(), PLATFORM);
    }

    /** A typical ask with {@code width} parameters. */
    public static StudyEvent.TrialAsked asked(long basis, int width) {
        Map<String, Object> params = new LinkedHashMap<>();
        for (int i = 0; i < width; i++) {
            params.put("x" + i, StrictMath.sin(basis * 31.0 + i));
        }
        return new StudyEvent.TrialAsked(basis, params, "tpe (joint) below 10, above 15", "command");
    }

    public static StudyEvent.ValueReported reported(long step, double value) {
        return new StudyEvent.ValueReported(0, step, step, Map.of("value", value));
    }

    public static StudyEvent.TrialTold told(double value) {
        return new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(value), Map.of("value", value), List.of(), "");
    }

    public static List<StudyEvent> ofEveryKind() {
        List<StudyEvent> events = new ArrayList<>();
        events.add(created());
        events.add(new StudyEvent.ControllerStarted(
                0, "ab", "node1", "boot", 4711, "/home/é/\u2028studies", "full", "opened", PLATFORM, List.of()));
        events.add(new StudyEvent.CommandReceived("c-1", "throttle", map("parallel", 3L)));
        events.add(new StudyEvent.TrialEnqueued(map("model", null, "lr", 0.1), map("by", "me")));
        events.add(new StudyEvent.TrialAsked(
                3, map("z", 1.0, "a", 1L, "hash", "\"hash\"", "nan", Double.NaN, "text", "NaN"), "random", "manual"));
        events.add(new StudyEvent.ParameterSuggested("n", -0.0, new NormalDistribution(0, 1, 0, true)));
        events.add(new StudyEvent.ParameterSuggested("w", 48L, new NormalDistribution(50, 9, 3, false, true)));
        events.add(new StudyEvent.JobSubmitIntended("t-1", "local"));
        events.add(new StudyEvent.JobSubmitted("t-1", "4711"));
        events.add(
                new StudyEvent.JobSubmissionFailed("t-1", "REFUSED", "no\n\t\"quota\"\u0001 \\ \ud83d\ude00 \ud800"));
        events.add(new StudyEvent.JobStateChanged("FAILED", "exit", 137, null, 1));
        events.add(new StudyEvent.JobStateChanged("FAILED", "signal", null, 9, 0));
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", Double.NEGATIVE_INFINITY);
        values.put("auc", Double.NaN);
        values.put("zero", -0.0);
        events.add(new StudyEvent.ValueReported(0, 17, Long.MAX_VALUE, values));
        events.add(new StudyEvent.ValueReported(0, 18, 4, Map.of("loss", 0.5), true));
        events.add(StudyEvent.PruneDecided.of(new PruneRecord(3, "median of 7", Double.NaN, 0.5, 7, -1)));
        events.add(new StudyEvent.CancelDecided("cancelled by the user"));
        events.add(new StudyEvent.TrialTold(
                TrialState.PRUNED, List.of(Double.MIN_VALUE), Map.of("m", 1e300), List.of("n"), "pruned"));
        events.add(new StudyEvent.AttributeSet(
                "user", "notes", Arrays.asList(1L, 1.0, null, map("$double", "NaN", "$$", 1L), Double.NaN)));
        events.add(new StudyEvent.AttributeSet("user", "big", new BigInteger("123456789012345678901234567890")));
        events.add(new StudyEvent.StudySettingsChanged(settings(), List.of("lr: high 0.2 -> 0.3")));
        events.add(new StudyEvent.TrialVoided("wrong data"));
        events.add(new StudyEvent.ControllerStopped("done"));
        addLater(events);
        return events;
    }

    /** What format 2 added. */
    private static void addLater(List<StudyEvent> events) {
        events.add(new StudyEvent.ControllerStarted(
                0,
                "ab",
                "node1",
                "boot",
                4711,
                "/studies",
                "full",
                "opened",
                PLATFORM,
                List.of(new StudyEvent.PlugIn("toy \"1\".jar", "00ff"))));
        events.add(new StudyEvent.TrialAsked(
                3,
                map("x", 1.0),
                "point 7",
                "command",
                new StudyEvent.Rule("sobol", 1),
                map("index", 7L, "list", List.of())));
        events.add(new StudyEvent.PruneDecided(3, "median of 7", 0.25, 0.5, 7, -1, 100, 20));
        events.add(new StudyEvent.TrialTold(
                TrialState.FAIL, List.of(), Map.of(), List.of(), "exit code 1", FailCause.PROGRAM));
        events.add(new StudyEvent.TrialRetried("the disk was full"));
        events.add(new StudyEvent.TrialAdded(
                "runs.csv, line 7",
                map("x", 1.0),
                Map.of("x", new FloatDistribution(0, 2)),
                List.of(0.5),
                Map.of("auc", 0.75),
                Map.of("memory", -0.5),
                map("by", "me")));
        events.add(new StudyEvent.StopDecided("target", 0.05, 0.1, 41, "trial 7 has 0.05"));
        events.add(new StudyEvent.StopLifted("target", 40));
        events.add(new StudyEvent.ArtifactRecorded("model", "trials/0000-0999/0007/model.bin", 12L, "00ff"));
        events.add(new StudyEvent.LossAccepted(17, 19, "the disk of node1 died"));
    }
}
