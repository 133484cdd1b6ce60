package io.trialog.internal.journal.kept;

import io.trialog.internal.control.Ending;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes one log per sampler and rule that has none yet: 40 trials, three side by side, on a conditional space of stepped
 * values, ints and choices, with equal values and failures. A log that is there is never written again.
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

    private final KeptRuleStudy study;
    private final boolean several;
    private final List<Integer> running = new ArrayList<>();

    private KeptSamplerRules(String type, int rule) {
        Map<String, @Nullable Object> sampler = new LinkedHashMap<>(OPTIONS.getOrDefault(type, Map.of()));
        sampler.put("type", type);
        sampler.put("rule", rule);
        several = OPTIONS.containsKey(type);
        study = new KeptRuleStudy((several
                        ? Settings.of("kept", List.of(Direction.MINIMIZE, Direction.MAXIMIZE), List.of("loss", "gain"))
                        : Settings.of("kept", List.of(Direction.MINIMIZE), List.of("loss")))
                .withSpace(SPACE)
                .withSampler(SamplerCatalogue.catalogue().resolved(sampler, null))
                .withPruner(Map.of("type", "nop", "rule", 1L))
                .withSeed(1));
    }

    private static Condition when(String kind) {
        return new Condition(Map.of("kind", List.of(kind)));
    }

    /** Where the log of a rule is kept. */
    static Path file(String type, int rule) {
        return ASSETS.resolve(type + "-" + rule + ".jsonl.gz");
    }

    /**
     * Writes what is missing.
     *
     * @param args ignored
     * @throws IOException if a file can't be written
     */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(ASSETS);
        for (SamplerProvider provider : SamplerCatalogue.catalogue().providers()) {
            for (int rule = 1; rule <= provider.rule(); rule++) {
                Path file = file(provider.type(), rule);
                if (!Files.exists(file)) {
                    new KeptSamplerRules(provider.type(), rule).write(file);
                }
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
