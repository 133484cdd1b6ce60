package io.trialog.internal.journal.kept;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Ending;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one log per sampler and rule that has none yet: 40 trials, three side by side, on a conditional space of stepped
 * values, ints and choices, with equal values and failures. A sampler that does otherwise in other spaces has more of them. A
 * log that is there is never written again.
 */
final class KeptSamplerRules {

    static final Path ASSETS = Path.of("src/test/resources/io/trialog/internal/journal/kept-rules/samplers");

    private static final int TRIALS = 40;
    private static final int PARALLEL = 3;

    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Parameter("kind", CategoricalDistribution.of("a", "b")),
            new Parameter("x", new FloatDistribution(0, 1, 0.05, false)),
            new Parameter("n", new IntDistribution(0, 6)),
            new Parameter("depth", new IntDistribution(1, 16, 1, true), when("a")),
            new Parameter("width", new IntDistribution(1, 5), when("a")),
            new Parameter("rate", new FloatDistribution(0.01, 1, 0.01, true), when("b"))));

    /** Small populations, so that generations end within the log. */
    private static final Map<String, Map<String, Object>> OPTIONS =
            Map.of("nsga2", Map.of("population", 8L), "nsga3", Map.of("population", 8L));

    /** Continuous parameters beside others, and no condition. */
    private static final SearchSpace FLAT = new SearchSpace(List.of(
            new Parameter("kind", CategoricalDistribution.of("a", "b", "c")),
            new Parameter("x", new FloatDistribution(0, 1)),
            new Parameter("n", new IntDistribution(0, 6)),
            new Parameter("rate", new FloatDistribution(0.0001, 1, 0, true))));

    /** Fewer points than trials. */
    private static final SearchSpace SMALL = new SearchSpace(List.of(
            new Parameter("kind", CategoricalDistribution.of("a", "b")),
            new Parameter("x", new FloatDistribution(0, 1, 0.25, false)),
            new Parameter("n", new IntDistribution(3, 5))));

    /** Many continuous parameters. */
    private static final SearchSpace WIDE = new SearchSpace(IntStream.range(0, 50)
            .mapToObj(i ->
                    new Parameter(i == 0 ? "x" : i == 1 ? "n" : i == 2 ? "kind" : "p" + i, new FloatDistribution(0, 1)))
            .toList());

    /** Two objectives and a constraint on the conditional space, and failures teach. */
    private static final String TARGETS = "targets";

    private static final Set<String> LEARNS_OF_TARGETS = Set.of("tpe", "gp", "nsga2", "nsga3", "auto");

    private static final Map<String, SearchSpace> SPACES =
            Map.of("", SPACE, TARGETS, SPACE, "flat", FLAT, "small", SMALL, "wide", WIDE);

    /** The rules that have a log on another space as well. */
    private static final List<KeptRule> MORE = List.of(
            new KeptRule("auto", 1, "flat"),
            new KeptRule("auto", 1, "small"),
            new KeptRule("auto", 1, "wide"),
            new KeptRule("auto", 2, "flat"),
            new KeptRule("auto", 2, "small"),
            new KeptRule("tpe", 2, "small"));

    /**
     * A rule on a space.
     *
     * @param type the sampler
     * @param rule the number of its rule
     * @param space empty for the conditional space
     */
    record KeptRule(String type, int rule, String space) {

        Path file() {
            return ASSETS.resolve(type + "-" + rule + (space.isEmpty() ? "" : "-" + space) + ".jsonl.gz");
        }
    }

    private final KeptRuleStudy study;
    private final boolean several;
    private final boolean targets;
    private final List<Integer> running = new ArrayList<>();

    private KeptSamplerRules(KeptRule kept) {
        targets = kept.space().equals(TARGETS);
        Map<String, @Nullable Object> sampler = new LinkedHashMap<>(OPTIONS.getOrDefault(kept.type(), Map.of()));
        sampler.put("type", kept.type());
        sampler.put("rule", kept.rule());
        if (targets
                && SamplerCatalogue.catalogue().provider(sampler).options(kept.rule()).stream()
                        .anyMatch(option -> option.name().equals("failures"))) {
            sampler.put("failures", true);
        }
        several = targets || OPTIONS.containsKey(kept.type());
        study = new KeptRuleStudy((several
                        ? Settings.of("kept", List.of(Direction.MINIMIZE, Direction.MAXIMIZE), List.of("loss", "gain"))
                        : Settings.of("kept", List.of(Direction.MINIMIZE), List.of("loss")))
                .withSpace(Objects.requireNonNull(SPACES.get(kept.space())))
                .withSampler(SamplerCatalogue.catalogue().resolved(sampler, null))
                .withPruner(Map.of("type", "nop", "rule", 1L))
                .withSeed(1));
    }

    private static Condition when(String kind) {
        return new Condition(Map.of("kind", List.of(kind)));
    }

    /** All rules that need a log. */
    static Stream<KeptRule> all() {
        Stream<KeptRule> rules = SamplerCatalogue.catalogue().providers().stream()
                .flatMap(provider -> IntStream.rangeClosed(1, provider.rule())
                        .boxed()
                        .flatMap(rule -> Stream.of("", TARGETS)
                                .filter(space -> space.isEmpty() || handlesTargets(provider, rule))
                                .map(space -> new KeptRule(provider.type(), rule, space))));
        return Stream.concat(rules, MORE.stream());
    }

    private static boolean handlesTargets(SamplerProvider provider, int rule) {
        return LEARNS_OF_TARGETS.contains(provider.type())
                && provider.limits(rule).objectives() > 1;
    }

    /**
     * Writes what is missing.
     *
     * @param args ignored
     * @throws IOException if a file can't be written
     */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(ASSETS);
        for (KeptRule kept : all().toList()) {
            if (!Files.exists(kept.file())) {
                new KeptSamplerRules(kept).write(kept.file());
            }
        }
    }

    private void write(Path file) throws IOException {
        for (int asked = 0; asked < TRIALS || !running.isEmpty(); ) {
            if (asked < TRIALS && running.size() < PARALLEL) {
                running.add(study.controller().ask("manual").number());
                asked++;
            } else {
                end(running.remove(study.below(running.size())));
            }
        }
        study.write(file);
    }

    private void end(int number) {
        TrialRecord trial = study.controller().trial(number);
        double loss = Math.abs(trial.internal("x") - 0.35)
                + Math.abs(trial.internal("n") - 4) / 6
                + trial.internal("kind") / 4;
        if (targets) {
            StudyEvent limit = new StudyEvent.AttributeSet("constraint", "memory", trial.internal("x") - 0.6);
            study.controller().record(Recording.of(limit).trial(number).attempt(1));
        }
        study.controller()
                .tell(
                        number,
                        study.below(10) == 0
                                ? Ending.fail(FailCause.PROGRAM, "kept")
                                : Ending.complete(values(loss, trial), several ? 2 : 1, Map.of()));
    }

    private List<Double> values(double loss, TrialRecord trial) {
        double rounded = Math.rint(loss * 20) / 20;
        return several ? List.of(rounded, trial.internal("x")) : List.of(rounded);
    }
}
