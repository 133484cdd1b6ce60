package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.yaml.YamlText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written reads back equal. */
class RoundTripTest {

    private static final List<@Nullable Object> AWKWARD = new ArrayList<>();

    static {
        AWKWARD.addAll(List.of(
                "no",
                "1e-5",
                "12:30:00",
                "2024-01-31",
                "",
                " ",
                "a: b",
                "- x",
                "#c",
                "it's",
                "\"q\"",
                "a\\b",
                "{x}",
                "[1]",
                "*a",
                "&a",
                "!t",
                "%d",
                "@x",
                "`x`",
                "~",
                "null",
                "None",
                "<<",
                "=",
                "true",
                "0x1F",
                "010",
                "1_0",
                ".inf",
                "ünï",
                "研究",
                "😀",
                "tab\there",
                "new\nline",
                "\u0001\u0085\u2028\ufeff",
                "a,b",
                "-",
                "--",
                "?"));
        AWKWARD.addAll(
                List.of(1L, -7L, Long.MAX_VALUE, 0.25, 1e-5, 1e16, -0.5, 5e-324, 1.7976931348623157e308, true, false));
        AWKWARD.add(null);
    }

    @Test
    void theWrittenFormIsPleasantToRead() {
        StudyFile file = TestFiles.read("""
                program: train.py
                name: demo
                method: bayes
                metric: {name: val loss, goal: minimize, target: 0.1}
                parameters:
                  lr: {distribution: log_uniform_values, min: 1e-5, max: 1}
                  model: {values: [trees, "no"]}
                  optimizer: {parameters: {beta: {min: 0.5, max: 0.9, when: {model: trees}}}}
                  steps: {value: 100}
                sampler: {seed: 3}
                executor: {parallel: 2, time_limit: 90s, grace: 0.5}
                run_cap: 30
                timeout: 3-00:00:00
                durability: local
                description: a test
                """);

        assertThat(StudyFileWriter.write(file)).isEqualTo("""
                name: demo
                objective:
                  command: ["${env}", "${interpreter}", "${program}", "${args}"]
                  program: train.py
                  style: wandb
                  parameters: flags
                  workdir: WORKDIR
                  nested: {optimizer.beta: [optimizer, beta]}
                metric: {name: "val loss", goal: minimize, target: 0.1}
                parameters:
                  lr: {distribution: log_uniform_values, min: 1.0e-05, max: 1.0}
                  model: {values: [trees, "no"]}
                  optimizer.beta: {min: 0.5, max: 0.9, when: {model: [trees]}}
                  steps: {value: 100}
                sampler: {type: auto, seed: 3}
                pruner: {type: nop}
                executor: {type: local, parallel: 2, time_limit: 1m30s, grace: 500ms}
                trials: 30
                timeout: 3d
                durability: local
                description: "a test"
                """.replace(
                        "WORKDIR", YamlText.of(String.valueOf(file.objective().get("workdir")))));
        same(file);
    }

    @Test
    void awkwardChoicesComeBack() {
        for (@Nullable Object choice : AWKWARD) {
            List<@Nullable Object> choices = new ArrayList<>();
            choices.add(choice);
            choices.add("other");
            Parameter parameter = new Parameter("x", new CategoricalDistribution(choices, List.of()));
            Settings settings = settings("choice", List.of(parameter));
            StudyFile back = TestFiles.read(StudyFileWriter.write(settings));
            assertThat(back.settings(5)).as("choice %s", choice).isEqualTo(settings);
        }
    }

    @Test
    void randomStudiesComeBackWithoutANote() {
        for (int number = 0; number < 300; number++) {
            RandomStream random = new RandomStream(20261121, number, RandomStream.purpose("round trip"));
            Settings settings = randomSettings(random);
            String text = StudyFileWriter.write(settings);
            StudyFile back = TestFiles.read(text);
            assertThat(back.settings(settings.seed()))
                    .as("number %s:%n%s", number, text)
                    .isEqualTo(settings);
            assertThat(back.seed()).isEqualTo(settings.seed());
            assertThat(back.notes()).as("number %s:%n%s", number, text).isEmpty();
            String again = StudyFileWriter.write(back);
            assertThat(StudyFileWriter.write(TestFiles.read(again))).isEqualTo(again);
        }
    }

    private static void same(StudyFile file) {
        StudyFile back = TestFiles.read(StudyFileWriter.write(file));
        assertThat(back.settings(0)).isEqualTo(file.settings(0));
        assertThat(back.seed()).isEqualTo(file.seed());
        assertThat(back.target()).isEqualTo(file.target());
        assertThat(back.trials()).isEqualTo(file.trials());
        assertThat(back.timeout()).isEqualTo(file.timeout());
        assertThat(back.durability()).isEqualTo(file.durability());
        assertThat(back.labels()).isEqualTo(file.labels());
    }

    private static Settings settings(String name, List<Parameter> parameters) {
        return Settings.of(name, List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(5)
                .withSpace(new SearchSpace(parameters))
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "nop"));
    }

    private static Settings randomSettings(RandomStream random) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("root", CategoricalDistribution.of("a", "b", 3)));
        int count = below(random, 6);
        for (int i = 0; i < count; i++) {
            Condition when = below(random, 3) == 0 ? new Condition(Map.of("root", List.of("a", 3L))) : null;
            parameters.add(new Parameter(below(random, 2) == 0 ? "p" + i : "g.p:" + i, distribution(random), when));
        }
        boolean two = below(random, 4) == 0;
        return Settings.of(
                        "study-" + below(random, 100),
                        two ? List.of(Direction.MINIMIZE, Direction.MAXIMIZE) : List.of(Direction.MAXIMIZE),
                        two ? List.of("a", "b c") : List.of("val/auc"))
                .withSeed(random.nextLong())
                .withSpace(new SearchSpace(parameters))
                .withSampler(
                        two
                                ? Map.of("type", "random")
                                : Map.of("type", "tpe", "multivariate", below(random, 2) == 0, "candidates", 24L))
                .withPruner(
                        two
                                ? Map.of("type", "nop")
                                : Map.of(
                                        "type",
                                        "percentile",
                                        "percentile",
                                        12.5,
                                        "min_trials",
                                        2L,
                                        "printed",
                                        "record"))
                .withObjective(Map.of(
                        "command",
                        List.of("a", String.valueOf(AWKWARD.get(below(random, 30) + 5)) + "x"),
                        "parameters",
                        "env",
                        "workdir",
                        "/tmp/w d"))
                .withExecutor(Map.of("type", "local", "retries", 3L, "poll", 0.25, "time_limit", 86_461L));
    }

    private static Distribution distribution(RandomStream random) {
        double low = Math.rint(random.nextDouble() * 1000) / 8;
        double high = low + random.nextDouble();
        long from = 1 + below(random, 50);
        return switch (below(random, 8)) {
            case 0 -> new FloatDistribution(low, high);
            case 1 -> new FloatDistribution(low + 1e-7, high + 1, 0, true);
            case 2 -> new FloatDistribution(low, low + 3, 0.25, below(random, 2) == 0 && low > 0);
            case 3 -> new IntDistribution(from, from + 40, 1 + below(random, 5), below(random, 2) == 0);
            case 4 -> new IntDistribution(-from, 0);
            case 5 -> new NormalDistribution(low, high + 0.1, below(random, 2) * 0.5, below(random, 2) == 0);
            case 6 -> new NormalDistribution(low, high, from, false, true);
            default -> new CategoricalDistribution(List.of(low, "x", true), List.of(0.25, 0.25, 0.5));
        };
    }

    private static int below(RandomStream random, int bound) {
        return (int) (random.nextDouble() * bound);
    }
}
