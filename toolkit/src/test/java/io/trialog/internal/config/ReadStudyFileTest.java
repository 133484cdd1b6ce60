package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trialog's own form of the study file. */
class ReadStudyFileTest {

    private static final String HIGGS = """
            name: higgs
            objective:
              command: [java, Higgs.java]
              parameters: flags
              workdir: .
            metric: {name: val_auc, goal: maximize}
            parameters:
              model: {values: [trees, net]}
              learning_rate: {distribution: log_uniform_values, min: 1.0e-4, max: 0.3}
              depth: {min: 2, max: 8, when: {model: [trees]}}
              events: {value: 7000}
            sampler: {type: tpe, seed: 42}
            pruner: {type: median, startup_trials: 5, warmup_steps: 5}
            executor: {type: local, parallel: 2, time_limit: 5m}
            """;

    @TempDir
    Path directory;

    private StudyFile higgs() throws Exception {
        Path file = directory.resolve("higgs.yaml");
        Files.writeString(file, HIGGS);
        return StudyFileReader.read(file);
    }

    @Test
    void theExampleOfTheDesignIsReadWithoutANote() throws Exception {
        StudyFile file = higgs();

        assertThat(file.name()).isEqualTo("higgs");
        assertThat(file.source()).isEqualTo(directory.resolve("higgs.yaml"));
        assertThat(file.metrics()).containsExactly("val_auc");
        assertThat(file.directions()).containsExactly(Direction.MAXIMIZE);
        assertThat(file.seed()).isEqualTo(42);
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void itsParametersKeepTheirKindsAndConditions() throws Exception {
        assertThat(higgs().space().parameters())
                .containsExactly(
                        new Parameter("model", CategoricalDistribution.of("trees", "net")),
                        new Parameter("learning_rate", new FloatDistribution(1e-4, 0.3, 0, true)),
                        new Parameter(
                                "depth", new IntDistribution(2, 8), new Condition(Map.of("model", List.of("trees")))),
                        new Parameter("events", CategoricalDistribution.of(7000)));
    }

    @Test
    void itsSectionsAreMapsThatBeginWithTheType() throws Exception {
        StudyFile file = higgs();

        assertThat(file.sampler()).containsExactly(entry("type", "tpe"));
        assertThat(file.pruner())
                .containsExactly(
                        entry("type", "median"),
                        entry("startup_trials", 5L),
                        entry("warmup_steps", 5L),
                        entry("printed", "prune"));
        assertThat(file.executor())
                .containsExactly(entry("type", "local"), entry("parallel", 2L), entry("time_limit", 300L));
        assertThat(file.objective())
                .containsExactly(
                        entry("command", List.of("java", "Higgs.java")),
                        entry("parameters", "flags"),
                        entry("workdir", directory.toString()));
    }

    @Test
    void settingsTakeTheSeedInForce() throws Exception {
        StudyFile file = higgs();

        assertThat(file.settings(7))
                .isEqualTo(Settings.of("higgs", List.of(Direction.MAXIMIZE), List.of("val_auc"))
                        .withSeed(7)
                        .withSpace(file.space())
                        .withSampler(file.sampler())
                        .withPruner(file.pruner())
                        .withObjective(file.objective())
                        .withExecutor(file.executor()));
    }

    @Test
    void aFileMaySayNothingButAMetric() {
        StudyFile file = read("metric: {name: loss, goal: minimize}");

        assertThat(file.name()).isEqualTo("study");
        assertThat(file.sampler()).containsExactly(entry("type", "auto"));
        assertThat(file.pruner()).containsExactly(entry("type", "median"), entry("printed", "record"));
        assertThat(file.objective()).isEmpty();
        assertThat(file.executor()).isEmpty();
        assertThat(file.space().isEmpty()).isTrue();
        assertThat(file.seed()).isNull();
        assertThat(file.trials()).isNull();
        assertThat(file.timeout()).isNull();
        assertThat(file.durability()).isNull();
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void limitsAndDurabilityAreRead() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize, target: 0.1}
                trials: 50
                timeout: 1h30m
                durability: ledger
                """);

        assertThat(file.trials()).isEqualTo(50);
        assertThat(file.timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(file.durability()).isEqualTo("ledger");
        assertThat(file.target()).isEqualTo(0.1);
    }

    @Test
    void theKeyMetricMayBeAListToo() {
        StudyFile file = read("""
                metric: [{name: auc, goal: maximize}, {name: latency, goal: minimize}]
                sampler: random
                """);

        assertThat(file.metrics()).containsExactly("auc", "latency");
    }

    @Test
    void severalMetricsGiveSeveralDirectionsAndNoPruning() {
        StudyFile file = read("""
                metrics:
                  - {name: auc, goal: maximize}
                  - {name: latency, goal: minimize}
                sampler: random
                """);

        assertThat(file.metrics()).containsExactly("auc", "latency");
        assertThat(file.directions()).containsExactly(Direction.MAXIMIZE, Direction.MINIMIZE);
        assertThat(file.pruner()).containsExactly(entry("type", "nop"));
    }

    @Test
    void everythingAnObjectiveMaySayIsRead() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                objective:
                  command: [python, train.py, "${trial_dir}", 1e-5, no]
                  parameters: hydra
                  workdir: ../code
                  patterns: ['loss is (\\S+)', 'val=(\\d+)']
                  results: {file: out.json, key: metrics.loss}
                  score_file: score.txt
                """);

        assertThat(file.objective())
                .containsExactly(
                        entry("command", List.of("python", "train.py", "${trial_dir}", "1e-5", "no")),
                        entry("parameters", "hydra"),
                        entry(
                                "workdir",
                                Path.of("../code").toAbsolutePath().normalize().toString()),
                        entry("patterns", List.of("loss is (\\S+)", "val=(\\d+)")),
                        entry("score_file", "score.txt"),
                        entry("results", Map.of("file", "out.json", "key", "metrics.loss")));
    }

    @Test
    void everyOptionOfSamplersPrunersAndExecutorsIsRead() {
        StudyFile tpe = read("""
                metric: {name: loss, goal: minimize}
                sampler: {startup_trials: 20, candidates: 48, multivariate: true, constant_liar: false}
                pruner: {type: hyperband, min_resource: 1, max_resource: auto, reduction_factor: 3, bootstrap_count: 0}
                executor: {parallel: 4, time_limit: "00:10:00", grace: 500ms, retries: 2, poll: 2s, on_interrupt: fail,
                           max_failures: 5}
                """);
        StudyFile other = read("""
                metric: {name: loss, goal: minimize}
                sampler: random
                pruner: {type: percentile, percentile: 25, startup_trials: 1, warmup_steps: 0, interval_steps: 2,
                         min_trials: 1}
                """);
        StudyFile halving = read("""
                metric: {name: loss, goal: minimize}
                pruner: {type: successive_halving, min_resource: auto, reduction_factor: 4, min_early_stopping_rate: 1}
                """);

        assertThat(tpe.sampler())
                .containsExactly(
                        entry("type", "tpe"),
                        entry("startup_trials", 20L),
                        entry("candidates", 48L),
                        entry("multivariate", true),
                        entry("constant_liar", false));
        assertThat(tpe.pruner())
                .containsExactly(
                        entry("type", "hyperband"),
                        entry("min_resource", 1L),
                        entry("max_resource", "auto"),
                        entry("reduction_factor", 3L),
                        entry("bootstrap_count", 0L),
                        entry("printed", "prune"));
        assertThat(tpe.executor())
                .containsExactly(
                        entry("type", "local"),
                        entry("parallel", 4L),
                        entry("time_limit", 600L),
                        entry("grace", 0.5),
                        entry("retries", 2L),
                        entry("poll", 2L),
                        entry("on_interrupt", "fail"),
                        entry("max_failures", 5L));
        assertThat(other.sampler()).containsExactly(entry("type", "random"));
        assertThat(other.pruner()).containsEntry("percentile", 25.0).containsEntry("interval_steps", 2L);
        assertThat(halving.pruner()).containsEntry("min_resource", "auto").containsEntry("min_early_stopping_rate", 1L);
    }

    @Test
    void noneIsAnotherWordForNoPruning() {
        assertThat(read("metric: {name: loss, goal: minimize}\npruner: {type: none}")
                        .pruner())
                .containsExactly(entry("type", "nop"));
        assertThat(read("metric: {name: loss, goal: minimize}\npruner: nop").pruner())
                .containsExactly(entry("type", "nop"));
    }

    @Test
    void stepsAndLogarithmsAreTrialogsOwnWords() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                parameters:
                  layers: {min: 1, max: 64, log: true}
                  width: {min: 16, max: 130, step: 16}
                  dropout: {min: 0.0, max: 0.5, step: 0.1}
                  share: {min: 0, max: 1, step: 0.25}
                  rate: {min: 0.001, max: 1, log: true}
                """);

        assertThat(file.space().parameters())
                .containsExactly(
                        new Parameter("layers", new IntDistribution(1, 64, 1, true)),
                        new Parameter("width", new IntDistribution(16, 128, 16, false)),
                        new Parameter("dropout", new FloatDistribution(0, 0.5, 0.1, false)),
                        new Parameter("share", new FloatDistribution(0, 1, 0.25, false)),
                        new Parameter("rate", new FloatDistribution(0.001, 1, 0, true)));
    }

    @Test
    void conditionsMayNameOneValueFormChainsAndLookAhead() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                parameters:
                  momentum: {min: 0.0, max: 1.0, when: {optimizer: sgd, tuned: true}}
                  optimizer: {values: [sgd, adam], when: {tuned: true}}
                  tuned: {values: [true, false]}
                """);

        assertThat(file.space().get("momentum").when())
                .isEqualTo(new Condition(Map.of("optimizer", List.of("sgd"), "tuned", List.of(true))));
        assertThat(file.space().inOrder())
                .extracting(Parameter::name)
                .containsExactly("tuned", "optimizer", "momentum");
    }

    @Test
    void anchorsAliasesAndMergeKeysWork() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                parameters:
                  a: &range {min: 1, max: 8}
                  b: *range
                  c: {<<: *range, max: 16}
                """);

        assertThat(file.space().parameters())
                .containsExactly(
                        new Parameter("a", new IntDistribution(1, 8)),
                        new Parameter("b", new IntDistribution(1, 8)),
                        new Parameter("c", new IntDistribution(1, 16)));
    }

    @Test
    void aJavaClassIsAnObjectiveWithAClassPathBesideTheFile() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                objective: {class: com.acme.Train, classpath: [train.jar, lib/*], java_args: [-Xmx1g]}
                """);

        assertThat(file.objective())
                .containsEntry("class", "com.acme.Train")
                .containsEntry("java_args", List.of("-Xmx1g"))
                .hasEntrySatisfying(
                        "classpath", path -> assertThat(path.toString()).matches("\\[/.*/train\\.jar, /.*/lib/\\*]"));
    }

    @Test
    void sectionsForClustersAreKeptWithDurationsInSeconds() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                controller: {partition: cpu, cpus: 2, mem: 4G, time: "3-00:00:00"}
                stage: {in: [data/], to: $SCRATCH/higgs, out: [best_trial.yaml]}
                """);

        assertThat(file.controller())
                .containsExactly(
                        entry("partition", "cpu"), entry("cpus", 2L), entry("mem", "4G"), entry("time", 259_200L));
        assertThat(file.stage())
                .containsExactly(
                        entry("in", List.of(Path.of("data").toAbsolutePath().toString())),
                        entry("to", "$SCRATCH/higgs"),
                        entry("out", List.of("best_trial.yaml")),
                        entry("back", Path.of("study-results").toAbsolutePath().toString()));
        assertThat(file.notes()).isEmpty();
    }

    private static StudyFile read(String text) {
        return TestFiles.read(text);
    }
}
