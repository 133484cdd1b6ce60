package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.read;
import static io.trialog.internal.config.TestFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.study.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Weights &amp; Biases sweep files run as they stand. */
class SweepFileTest {

    private static final String HERE = Path.of("").toAbsolutePath().normalize().toString();

    @Test
    void aBayesSweepIsAStudyOfAPythonProgramWithTheDefaultSampler() {
        StudyFile file = read("""
                program: train.py
                name: sweepdemo
                description: learning rate and friends
                method: bayes
                metric:
                  name: validation_loss
                  goal: minimize
                parameters:
                  learning_rate:
                    min: 0.0001
                    max: 0.1
                  batch_size:
                    values: [16, 32, 64]
                  epochs:
                    value: 10
                  optimizer:
                    values: ["adam", "sgd"]
                run_cap: 40
                """);

        assertThat(file.name()).isEqualTo("sweepdemo");
        assertThat(file.directions()).containsExactly(Direction.MINIMIZE);
        assertThat(file.metrics()).containsExactly("validation_loss");
        assertThat(file.sampler()).containsExactly(entry("type", "auto"));
        assertThat(file.pruner()).containsExactly(entry("type", "nop"));
        assertThat(file.trials()).isEqualTo(40);
        assertThat(file.labels()).containsExactly(entry("description", "learning rate and friends"));
        assertThat(file.objective())
                .containsExactly(
                        entry("command", List.of("${env}", "${interpreter}", "${program}", "${args}")),
                        entry("program", "train.py"),
                        entry("style", "wandb"),
                        entry("parameters", "flags"),
                        entry("workdir", HERE));
        assertThat(file.space().parameters())
                .containsExactly(
                        new Parameter("learning_rate", new FloatDistribution(0.0001, 0.1)),
                        new Parameter("batch_size", CategoricalDistribution.of(16, 32, 64)),
                        new Parameter("epochs", CategoricalDistribution.of(10)),
                        new Parameter("optimizer", CategoricalDistribution.of("adam", "sgd")));
        assertThat(file.notes()).containsExactly("study.yaml:4: The method bayes is done by the sampler auto.");
    }

    @Test
    void aGridNeedsNoMetric() {
        StudyFile file = read("""
                program: train.py
                method: grid
                parameters:
                  lr: {values: [0.1, 0.01]}
                  layers: {min: 1, max: 3}
                  dropout: {distribution: q_uniform, min: 0, max: 0.5, q: 0.25}
                """);

        assertThat(file.sampler()).containsExactly(entry("type", "grid"));
        assertThat(file.metrics()).containsExactly("exit_status");
        assertThat(file.objective()).containsEntry("success", true);
        assertThat(file.notes())
                .containsExactly(
                        "study.yaml:2: There is no metric, so a trial is complete if its program ends with exit code 0."
                                + " Every metric that it prints or reports is kept.");
    }

    @Test
    void aGridOfSomethingContinuousIsRefused() {
        refused(
                "method: grid\nparameters:\n  lr: {min: 0.1, max: 0.2}\n",
                "study.yaml:3: A grid can't enumerate 'lr', which is continuous.\nMaybe values: [...], a step, or"
                        + " sampler: {type: grid, grid: {lr: [...]}}.");
        refused(
                "method: grid\nparameters:\n  lr:\n    distribution: normal\n",
                "study.yaml:3: A grid can't enumerate 'lr', which is continuous.\nMaybe values: [...], a step, or"
                        + " sampler: {type: grid, grid: {lr: [...]}}.");
    }

    @Test
    void aPythonDictIsReadToo() {
        StudyFile file = read("""
                {'method': 'random', 'name': 'dict', 'metric': {'goal': 'maximize', 'name': 'acc'},
                 'parameters': {'lr': {'max': 0.1, 'min': 0.0001}, 'amp': {'values': [True, False]}}}
                """);

        assertThat(file.sampler()).containsExactly(entry("type", "random"));
        assertThat(file.directions()).containsExactly(Direction.MAXIMIZE);
        assertThat(file.space().get("amp")).isEqualTo(new Parameter("amp", CategoricalDistribution.of(true, false)));
    }

    @Test
    void jsonIsReadToo() {
        StudyFile file = read("""
                {"method": "random", "metric": {"name": "loss"},
                 "parameters": {"lr": {"distribution": "log_uniform_values", "min": 1e-5, "max": 0.1}}}
                """);

        assertThat(file.space().parameters())
                .containsExactly(new Parameter("lr", new FloatDistribution(1e-5, 0.1, 0, true)));
        assertThat(file.notes())
                .contains("study.yaml:1: The metric 'loss' has no goal, so it is minimized, as W&B does.");
    }

    @Test
    void aCommandKeepsItsMacros() {
        StudyFile file = read("""
                program: train.py
                method: random
                metric: {name: loss, goal: minimize}
                command:
                  - ${env}
                  - CUDA_VISIBLE_DEVICES=0
                  - ${interpreter}
                  - -u
                  - ${program}
                  - --seed
                  - 42
                  - ${envvar:EXTRA}
                  - ${args_no_boolean_flags}
                parameters:
                  amp: {values: [true, false]}
                """);

        assertThat(file.objective())
                .containsEntry(
                        "command",
                        List.of(
                                "${env}",
                                "CUDA_VISIBLE_DEVICES=0",
                                "${interpreter}",
                                "-u",
                                "${program}",
                                "--seed",
                                "42",
                                "${envvar:EXTRA}",
                                "${args_no_boolean_flags}"))
                .containsEntry("style", "wandb");
    }

    @Test
    void hydraAndJsonMacrosAreKnown() {
        for (String macro : List.of(
                "args_no_hyphens",
                "args_no_equals",
                "args_json",
                "args_json_file",
                "args_append_hydra",
                "args_override_hydra")) {
            StudyFile file = read("method: random\nmetric: {name: loss, goal: minimize}\ncommand: [python, a.py, \"${"
                    + macro + "}\"]\nparameters: {x: {values: [1, 2]}}\n");
            assertThat(file.objective()).containsEntry("command", List.of("python", "a.py", "${" + macro + "}"));
        }
    }

    @Test
    void macrosThatWandbWouldDropSilentlyAreRefused() {
        refused(
                "method: random\nmetric: {name: a, goal: minimize}\ncommand:\n  - python\n  - ${arg}\n",
                "study.yaml:5: Unknown macro '${arg}' in the command; known are env, interpreter, program, trial_dir,"
                        + " trial, attempt, args, args_no_hyphens, args_no_boolean_flags, args_no_equals, args_json, args_json_file,"
                        + " args_append_hydra, args_override_hydra and envvar:NAME.\nMaybe 'args'.");
        refused(
                "method: random\nmetric: {name: a, goal: minimize}\ncommand: [\"${program}\"]\n",
                "study.yaml:3: The command has ${program}, but 'program' is missing.");
        refused(
                "method: random\nmetric: {name: a, goal: minimize}\ncommand: python train.py\n",
                "study.yaml:3: 'command' must be a list, one element per argument, but is 'python train.py'."
                        + "\nMaybe [python, train.py].");
    }

    @Test
    void aCommandWithoutArgsPassesParametersByEnvironmentAndSaysSo() {
        StudyFile file = read("""
                method: random
                metric: {name: loss, goal: minimize}
                command: [make, train]
                parameters: {x: {values: [1, 2]}}
                """);

        assertThat(file.objective()).containsEntry("parameters", "env");
        assertThat(file.notes())
                .containsExactly("study.yaml:3: The command has no ${args}, so the program finds its parameters only in"
                        + " environment variables and in params.json.");
    }

    @Test
    void nestedParametersAreJoinedWithDotsAndTheirPartsAreKept() {
        StudyFile file = read("""
                program: train.py
                method: grid
                parameters:
                  batch_size: {values: [32, 64]}
                  optimizer:
                    parameters:
                      lr: {values: [0.001, 0.0001]}
                      nadam:
                        parameters:
                          beta: {values: [0.9, 0.95]}
                """);

        assertThat(file.space().parameters())
                .extracting(Parameter::name)
                .containsExactly("batch_size", "optimizer.lr", "optimizer.nadam.beta");
        assertThat(file.objective())
                .containsEntry(
                        "nested",
                        Map.of(
                                "optimizer.lr", List.of("optimizer", "lr"),
                                "optimizer.nadam.beta", List.of("optimizer", "nadam", "beta")));
    }

    @Test
    void aConditionOfAGroupHoldsForAllInIt() {
        StudyFile file = read("""
                metric: {name: loss, goal: minimize}
                parameters:
                  model: {values: [a, b]}
                  tree:
                    when: {model: a}
                    parameters:
                      depth: {min: 1, max: 8}
                """);

        assertThat(file.space().activeNames(Map.of("model", "a"))).containsExactly("model", "tree.depth");
        assertThat(file.space().activeNames(Map.of("model", "b"))).containsExactly("model");
    }

    @Test
    void earlyTerminateFromTheBeginningIsSuccessiveHalving() {
        StudyFile file = read("""
                method: random
                metric: {name: loss, goal: minimize}
                parameters: {x: {values: [1, 2]}}
                early_terminate:
                  type: hyperband
                  min_iter: 3
                """);

        assertThat(file.pruner())
                .containsExactly(
                        entry("type", "successive_halving"),
                        entry("min_resource", 3L),
                        entry("reduction_factor", 3L),
                        entry("printed", "prune"));
        assertThat(file.notes())
                .containsExactly(
                        "study.yaml:5: early_terminate is done by the pruner successive_halving: at steps 3, 9, 27,"
                                + " ... a trial goes on if it is among the best 1/3 that got there.");
    }

    @Test
    void earlyTerminateFromTheEndCountsSBandsBack() {
        assertThat(terminate("{type: hyperband, max_iter: 27, s: 2}")).containsEntry("min_resource", 3L);
        assertThat(terminate("{type: hyperband, max_iter: 27, s: 1, eta: 2}"))
                .containsEntry("min_resource", 13L)
                .containsEntry("reduction_factor", 2L);
        assertThat(terminate("{type: hyperband, max_iter: 27, s: 9, eta: 3}")).containsEntry("min_resource", 1L);
    }

    private static Map<String, @Nullable Object> terminate(String spec) {
        return read("method: random\nmetric: {name: loss, goal: minimize}\nearly_terminate: " + spec)
                .pruner();
    }

    @Test
    void partsOfEarlyTerminateWithoutEffectAreNoted() {
        assertThat(read("""
                        method: random
                        metric: {name: loss, goal: minimize}
                        early_terminate: {type: hyperband, min_iter: 3, max_iter: 27, strict: false}
                        """).notes())
                .contains(
                        "study.yaml:3: 'max_iter' without 's' has no effect, as with W&B.",
                        "study.yaml:3: 'strict: false' has no counterpart: the rule is the strict one.");
    }

    @Test
    void anEarlyTerminateThatMeansNothingIsRefused() {
        String head = "method: random\nmetric: {name: loss, goal: minimize}\nearly_terminate: ";
        refused(
                head + "{type: hyperband}",
                "study.yaml:3: 'early_terminate' needs 'min_iter', or 'max_iter' and 's'.\nMaybe min_iter: 3.");
        refused(
                head + "{type: envelope}",
                "study.yaml:3: 'early_terminate.type' must be one of hyperband, but is 'envelope'.");
        refused(
                head + "{type: hyperband, min_iter: 3, eta: 1.5}",
                "study.yaml:3: 'early_terminate.eta' must be an integer, at least 2, but is '1.5'.");
        refused(
                head + "{type: hyperband, max_iter: 2, s: 2}",
                "study.yaml:3: max_iter (2) must be at least eta (3) and s at least 1, or there is no band.");
        refused(
                "method: grid\nearly_terminate: {type: hyperband, min_iter: 3}\nparameters: {x: {values: [1]}}",
                "study.yaml:2: 'early_terminate' needs a 'metric'.");
    }

    @Test
    void whatTrialogAddsMayStandInTheSameFile() {
        StudyFile file = read("""
                program: train.py
                method: bayes
                metric: {name: loss, goal: minimize, target: 0.05}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {seed: 7, startup_trials: 20}
                pruner: {type: median}
                executor: {parallel: 4}
                objective: {workdir: code, pattern: 'loss (\\S+)'}
                """);

        assertThat(file.seed()).isEqualTo(7);
        assertThat(file.sampler()).containsExactly(entry("type", "tpe"), entry("startup_trials", 20L));
        assertThat(file.pruner()).containsExactly(entry("type", "median"), entry("printed", "prune"));
        assertThat(file.target()).isEqualTo(0.05);
        assertThat(file.objective())
                .containsEntry("workdir", HERE + "/code")
                .containsEntry("patterns", List.of("loss (\\S+)"));
    }

    @Test
    void aBayesSweepMayNameASamplerWithAModel() {
        assertThat(read("method: bayes\nmetric: {name: a, goal: minimize}\nsampler: {type: tpe}\n")
                        .sampler())
                .containsExactly(entry("type", "tpe"));
        refused(
                "method: bayes\nmetric: {name: a, goal: minimize}\nsampler: {type: random}\n",
                "study.yaml:3: The sampler 'random' and the method 'bayes' (study.yaml:1) contradict each other.");
    }

    @Test
    void aSamplerThatContradictsTheMethodIsRefused() {
        refused(
                "method: grid\nmetric: {name: a, goal: minimize}\nsampler: {type: tpe}\n",
                "study.yaml:3: The sampler 'tpe' and the method 'grid' (study.yaml:1) contradict each other.");
    }

    @Test
    void whatIsHarmlessIsNoted() {
        StudyFile file = read("""
                apiVersion: v1
                kind: sweep
                project: demo
                entity: ada
                controller: {type: local}
                method: random
                metric: {name: loss, goal: minimize}
                """);

        assertThat(file.labels()).containsExactly(entry("project", "demo"), entry("entity", "ada"));
        assertThat(file.controller()).isEmpty();
        assertThat(file.notes())
                .containsExactly(
                        "study.yaml:5: 'controller.type' is W&B's and has no effect.",
                        "study.yaml:3: project and entity are kept but have no effect: nothing is sent to W&B by Trialog"
                                + " itself.",
                        "study.yaml:1: 'apiVersion' has no effect.",
                        "study.yaml:2: 'kind' has no effect.");
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        refused(
                "method: custom\nmetric: {name: a, goal: minimize}",
                "study.yaml:1: The method 'custom' is not supported.\nMaybe bayes, random or grid.");
        refused(
                "method: bays\nmetric: {name: a, goal: minimize}",
                "study.yaml:1: 'method' must be one of bayes, random, grid, but is 'bays'.\nMaybe 'bayes'.");
        refused("method: bayes", "study.yaml:1: 'metric' is missing.\nMaybe metric: {name: val_loss, goal: minimize}.");
        refused("job: x\n", "study.yaml:1: 'job': W&B Launch jobs are not supported.\nMaybe program or command.");
        refused(
                "method: random\nscheduler: {engine: optuna}\n",
                "study.yaml:2: 'scheduler': W&B's schedulers are not supported.\nMaybe sampler.");
        refused(
                "method: bayes\nmetric: {name: a, goal: minimize, impute: worst}",
                "study.yaml:2: 'metric.impute' is not supported: a trial that fails never reaches the sampler.");
    }

    @Test
    void aSweepsFreeNameBecomesAStudyName() {
        StudyFile file = read("name: My first sweep, v2!\nmethod: random\nmetric: {name: a, goal: minimize}");

        assertThat(file.name()).isEqualTo("My-first-sweep-v2");
        assertThat(file.notes())
                .contains("study.yaml:1: The study is named 'My-first-sweep-v2', since 'My first sweep, v2!' can't be a"
                        + " directory.");
    }

    @Test
    void listsAmongTheChoicesKeepTheirTypeAndAreNotedWhereTheyBecomeTexts() {
        StudyFile typed =
                read("method: random\nmetric: {name: a, goal: minimize}\ncommand: [a, \"${args_json}\"]\nparameters:\n"
                        + "  units: {values: [[1, 2]]}\n");
        StudyFile flags =
                read("method: random\nmetric: {name: a, goal: minimize}\ncommand: [a, \"${args}\"]\nparameters:\n"
                        + "  units: {values: [[1, 2]]}\n");

        assertThat(typed.space()).isEqualTo(flags.space());
        assertThat(typed.space().get("units").distribution()).isEqualTo(CategoricalDistribution.of(List.of(1, 2)));
        assertThat(typed.notes()).isEmpty();
        assertThat(flags.notes())
                .containsExactly("study.yaml:5: parameters.units: lists and maps are passed as texts, such as [1, 2].");
    }

    @Test
    void integersOfASweepStayIntegers() {
        assertThat(read("method: random\nmetric: {name: a, goal: minimize}\nparameters: {n: {min: 1, max: 8}}")
                        .space()
                        .parameters())
                .containsExactly(new Parameter("n", new IntDistribution(1, 8)));
    }
}
