package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.refused;
import static io.trialog.internal.config.TestFiles.refusedMore;
import static io.trialog.internal.config.TestFiles.refusedParameter;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.exception.StudyFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every error names file, line and key, and what was probably meant. */
class StudyFileErrorsTest {

    @TempDir
    Path directory;

    @Test
    void unknownKeysAreRefusedWithTheNearestKnownOne() {
        refusedMore("paramters: {}", "study.yaml:2: Unknown key 'paramters'.\nMaybe 'parameters'.");
        refusedMore(
                "sampler:\n  type: tpe\n  startup_trails: 5",
                "study.yaml:4: Unknown key 'startup_trails' in 'sampler'.\nMaybe 'startup_trials'.");
        refusedMore(
                "parameters:\n  x:\n    values: [1]\n    banana: 2",
                "study.yaml:5: Unknown key 'banana' in 'parameters.x'; known are values, value, min, max, distribution,"
                        + " probabilities, q, mu, sigma, a, b, step, log, when, parameters.");
        refusedMore(
                "objective:\n  comand: [a]", "study.yaml:3: Unknown key 'comand' in 'objective'.\nMaybe 'command'.");
        refused("metric: {nam: loss}", "study.yaml:1: Unknown key 'nam' in 'metric'.\nMaybe 'name'.");
        refusedMore(
                "pruner: {type: median, warmup: 5}",
                "study.yaml:2: Unknown key 'warmup' in 'pruner'.\nMaybe 'warmup_steps'.");
        refusedMore(
                "executor: {type: local, paralel: 5}",
                "study.yaml:2: Unknown key 'paralel' in 'executor'.\nMaybe 'parallel'.");
    }

    @Test
    void aKeyMustNotStandTwice() {
        refused(
                "name: a\nmetric: {name: loss, goal: minimize}\nname: b",
                "study.yaml:3: The key 'name' must not stand twice in one map, but stands at study.yaml:1, too.");
        refusedMore(
                "parameters:\n  lr: {values: [1]}\n  lr: {values: [2]}",
                "study.yaml:4: The key 'lr' must not stand twice in one map, but stands at study.yaml:3, too.");
    }

    @Test
    void twoKeysThatSayTheSameAreRefused() {
        refusedMore(
                "trials: 5\nrun_cap: 6",
                "study.yaml:3: 'trials' (study.yaml:2) and 'run_cap' say the same thing; only one of them may be there.");
        refusedMore(
                "pruner: median\nearly_terminate: {type: hyperband, min_iter: 1}",
                "study.yaml:3: 'pruner' (study.yaml:2) and 'early_terminate' say the same thing; only one of them may be"
                        + " there.");
        refusedMore(
                "program: a.py\nobjective: {command: [b]}",
                "study.yaml:3: 'objective.command' and 'program' say the same thing; only one of them may be there.");
        refusedMore(
                "objective: {style: wandb}", "study.yaml:2: 'objective.style' needs 'objective.command' beside it.");
    }

    @Test
    void wrongTypesAreNamed() {
        refusedMore("trials: many", "study.yaml:2: 'trials' must be an integer, at least 1, but is 'many'.");
        refusedMore("trials: 0", "study.yaml:2: 'trials' must be an integer, at least 1, but is '0'.");
        refusedMore("trials: 1.5", "study.yaml:2: 'trials' must be an integer, at least 1, but is '1.5'.");
        refusedMore("trials: [1]", "study.yaml:2: 'trials' must be an integer, at least 1, but is a list.");
        refusedMore("trials: 9999999999", "study.yaml:2: 'trials' must be at most 2147483647, but is '9999999999'.");
        refusedMore(
                "parameters: [a]",
                "study.yaml:2: 'parameters' must be a map (key: value), but is a list.\nMaybe parameters: {x: {min: 0.0, max:"
                        + " 1.0}}.");
        refusedMore("sampler: {seed: x}", "study.yaml:2: 'sampler.seed' must be an integer, but is 'x'.");
        refusedMore(
                "sampler: {multivariate: 1}",
                "study.yaml:2: 'sampler.multivariate' must be true or false, but is '1'.");
        refusedMore(
                "durability: ful",
                "study.yaml:2: 'durability' must be one of full, ledger, local, memory, but is 'ful'.\nMaybe 'full'.");
        refusedMore(
                "pruner: {type: percentile, percentile: 101}",
                "study.yaml:2: 'pruner.percentile' must be between 0 and 100, but is '101'.");
        refusedMore("pruner: {type: percentile}", "study.yaml:2: 'pruner.percentile' is missing.");
        refusedMore(
                "pruner: {type: hyperband, reduction_factor: 1}",
                "study.yaml:2: 'pruner.reduction_factor' must be an integer, at least 2, but is '1'.");
        refusedMore(
                "executor: {time_limit: soon}",
                "study.yaml:2: 'executor.time_limit': A duration is written like 90s, 5m, 1h30m, 2d, 01:30:00 or"
                        + " 3-00:00:00, but is 'soon'.");
    }

    @Test
    void unknownTypesAreRefused() {
        refusedMore(
                "sampler: {type: tpee}",
                "study.yaml:2: Unknown sampler type 'tpee'; known are tpe, gp, cmaes, nsga2, nsga3, random, grid, sobol, halton, brute_force, auto.\nMaybe 'tpe'.");
        refusedMore(
                "pruner: medain",
                "study.yaml:2: Unknown pruner type 'medain'; known are median, percentile, successive_halving, hyperband,"
                        + " patient, threshold, wilcoxon, slurm_sweeps, nop.\nMaybe 'median'.");
        refusedMore(
                "executor: {type: pbs, qos: high}",
                "study.yaml:2: The executor 'pbs' has no option 'qos': PBS has no QOS; sites give that to queues.\nMaybe"
                        + " partition: QUEUE.");
    }

    @Test
    void aClassStandsAloneAndItsDetailsNeedIt() {
        refusedMore(
                "objective: {class: 'not a class'}",
                "study.yaml:2: 'objective.class' must be the full name of a class, but is the text 'not a class'."
                        + "\nMaybe com.acme.MyObjective.");
        refusedMore(
                "objective: {classpath: [a.jar]}",
                "study.yaml:2: 'objective.classpath' needs 'objective.class' beside it.");
        refusedMore(
                "objective: {class: a.B, parameters: flags}",
                "study.yaml:2: 'objective.parameters' must not stand beside 'objective.class', which has its parameters"
                        + " from its TrialClient.");
        refusedMore(
                "program: a.py\nobjective: {class: a.B}",
                "study.yaml:3: 'objective.class' must not stand beside 'program' or 'command'.");
    }

    @Test
    void optionsOfAnotherTypeAreRefused() {
        refusedMore(
                "sampler: {type: random, gamma: 0.2}",
                "study.yaml:2: The sampler 'random' has no option 'gamma'; it takes none.\nMaybe type: tpe.");
        refusedMore(
                "pruner: {type: median, bootstrap_count: 5}",
                "study.yaml:2: The pruner 'median' has no option 'bootstrap_count'; it takes startup_trials, warmup_steps,"
                        + " interval_steps, min_trials, max_steps, metric, mode.\nMaybe type: successive_halving or hyperband.");
        refusedMore(
                "pruner: {type: asha, min_t: 5}",
                "study.yaml:2: The pruner 'successive_halving' has no option 'min_t'; it takes min_resource,"
                        + " reduction_factor, min_early_stopping_rate, bootstrap_count, max_steps, metric, mode.\n"
                        + "Maybe type: slurm_sweeps.");
        refusedMore(
                "pruner: {type: patient, patience: 2, pruner: {type: median, patience: 3}}",
                "study.yaml:2: The pruner 'median' has no option 'patience'; it takes startup_trials, warmup_steps,"
                        + " interval_steps, min_trials, max_steps, metric, mode.\nMaybe type: patient.");
        refusedMore(
                "pruner: {type: patient, patience: 2, pruner: {type: medain}}",
                "study.yaml:2: Unknown pruner type 'medain'; known are median, percentile, successive_halving, hyperband,"
                        + " patient, threshold, wilcoxon, slurm_sweeps, nop.\nMaybe 'median'.");
        refusedMore(
                "pruner: {type: median, metric: accuracy}",
                "study.yaml:2: A pruner that watches a metric of its own, 'accuracy', must have 'mode', but has none.\n"
                        + "Maybe mode: min, or mode: max.");
        refusedMore(
                "executor: {mem: 4G}",
                "study.yaml:2: The executor 'local' has no option 'mem'; it takes parallel, batch, time_limit, grace,"
                        + " prune_grace, retries, retry_failed, poll, on_interrupt, on_timeout, env, canary, max_failures, gpus,"
                        + " devices, template, env_setup."
                        + "\nMaybe type: slurm or slurm-array or slurm-steps or pbs or pbs-array or auto.");
        refusedMore(
                "executor: {type: slurm-steps, slot_wait: 5m}",
                "study.yaml:2: The executor 'slurm-steps' has no option 'slot_wait'; it takes parallel, batch, time_limit,"
                        + " grace, prune_grace, retries, retry_failed, poll, on_interrupt, on_timeout, env, canary, max_failures, gpus, mem,"
                        + " template, cpus_per_task, nodes, ntasks, ntasks_per_node, scheduler_timeout, look_up,"
                        + " exclusive, env_setup, escalate, gres, gpus_per_node, gpus_per_task, mem_per_cpu, mem_per_gpu,"
                        + " cpus_per_gpu, srun_args."
                        + "\nMaybe type: slurm-array or pbs-array.");
    }

    @Test
    void wordsOfOtherToolsNameTheKey() {
        for (String pair : List.of(
                "walltime=time",
                "memory=mem",
                "gpu_type=gpus",
                "num_gpus=gpus",
                "cpus=cpus_per_task",
                "queue=partition",
                "n_jobs=parallel",
                "slurm_mem=mem",
                "modules=env_setup")) {
            String word = pair.substring(0, pair.indexOf('='));
            refusedMore(
                    "executor: {type: slurm, " + word + ": 1}",
                    "study.yaml:2: Unknown key '" + word + "' in 'executor'.\nMaybe '"
                            + pair.substring(word.length() + 1) + "'.");
        }
        refusedMore(
                "controller: {walltime: 1d}", "study.yaml:2: Unknown key 'walltime' in 'controller'.\nMaybe 'time'.");
        refusedMore(
                "parameters:\n  x:\n    low: 2", "study.yaml:4: Unknown key 'low' in 'parameters.x'.\nMaybe 'min'.");
        refusedMore("n_trials: 5", "study.yaml:2: Unknown key 'n_trials'.\nMaybe 'trials'.");
    }

    @Test
    void aLevelTooFewOrTooManyIsNamed() {
        refusedMore(
                "lr: {min: 0.0, max: 1.0}",
                "study.yaml:2: Unknown key 'lr'.\nMaybe it is a parameter: parameters: {lr: {...}}.");
        refused(
                "sweep:\n  method: random\n  metric: {name: loss}",
                "study.yaml:1: Unknown key 'sweep'.\nMaybe a level less: what 'sweep' holds is the file.");
        refused(
                "metric: {loss: {goal: minimize}}",
                "study.yaml:1: Unknown key 'loss' in 'metric'.\nMaybe metric: {name: loss, goal: minimize}.");
        refusedMore(
                "parameters:\n  values: [1, 2]",
                "study.yaml:3: 'parameters.values' must be a map such as {min: 0.0, max: 1.0}, but is a list."
                        + "\nMaybe the name is missing: x: {values: ...}.");
        refusedMore(
                "parameters:\n  min: 0.1",
                "study.yaml:3: 'parameters.min' must be a map such as {min: 0.0, max: 1.0}, but is '0.1'."
                        + "\nMaybe the name is missing: x: {min: ...}.");
        refusedMore(
                "parameters:\n  optimizer:\n    lr: {min: 0.0, max: 1.0}",
                "study.yaml:4: Unknown key 'lr' in 'parameters.optimizer'."
                        + "\nMaybe a level more: optimizer: {parameters: {lr: {...}}}.");
        refusedMore(
                "parameters:\n  parameters:\n    lr: {min: 0.0, max: 1.0}",
                "study.yaml:4: Unknown key 'lr' in 'parameters.parameters'."
                        + "\nMaybe a level less: parameters: {lr: {...}}.");
    }

    @Test
    void metricsMustBeWhole() {
        refused("name: x", "study.yaml:1: 'metric' is missing.\nMaybe metric: {name: val_loss, goal: minimize}.");
        refused("metric: {goal: minimize}", "study.yaml:1: 'metric.name' is missing.");
        refused(
                "metric: val_loss",
                "study.yaml:1: 'metric' must be a map, but is 'val_loss'.\nMaybe metric: {name: val_loss, goal: minimize}.");
        refused(
                "metric: {name: a, goal: max}",
                "study.yaml:1: 'metric.goal' must be one of minimize, maximize, minimise, maximise, but is 'max'."
                        + "\nMaybe 'maximize'.");
        refused(
                "metrics:\n  - {name: a, goal: minimize}\n  - {name: a, goal: maximize}",
                "study.yaml:3: The metric 'a' must not be listed twice.");
        refused(
                "metrics: [{name: a, goal: minimize}, {name: b, goal: maximize}]\npruner: median",
                "study.yaml:2: A study with 2 metrics can't be pruned.\nMaybe pruner: {type: nop}.");
        refused(
                "metrics: [{name: a, goal: minimize}, {name: b, goal: maximize}]\nsampler: {type: tpe, rule: 2}",
                "study.yaml:2: The sampler tpe handles one metric by rule 2, but the study has 2."
                        + "\nMaybe sampler: {type: auto}, or one metric.");
    }

    @Test
    void parametersMustBeMapsWithUsableNames() {
        refusedParameter(
                "0.1",
                "study.yaml:3: 'parameters.x' must be a map such as {min: 0.0, max: 1.0}, but is '0.1'.\nMaybe x: {value:"
                        + " 0.1}.");
        refusedParameter(
                "[1, 2]",
                "study.yaml:3: 'parameters.x' must be a map such as {min: 0.0, max: 1.0}, but is a list.\nMaybe x: {values:"
                        + " [...]}.");
        refusedMore(
                "parameters: {a b: {values: [1]}}",
                "study.yaml:2: A parameter's name has 1 to 200 characters, no spaces and no '=', and does not begin with"
                        + " '-', but is 'a b'.");
        refusedMore(
                "parameters:\n  a.b: {values: [1]}\n  a: {parameters: {b: {values: [2]}}}",
                "study.yaml:4: The parameter 'a.b' is declared twice; first at study.yaml:3.");
    }

    @Test
    void conditionsMustHoldTogether() {
        refusedMore(
                "parameters:\n  model: {values: [trees, net]}\n  depth: {min: 1, max: 8, when: {modle: trees}}",
                "study.yaml:4: 'depth' depends on 'modle', which is no parameter; known are model, depth.\nMaybe 'model'.");
        refusedMore(
                "parameters:\n  model: {values: [trees, net]}\n  depth: {min: 1, max: 8, when: {model: [trees, nett]}}",
                "study.yaml:4: 'parameters.depth.when.model' names 'nett', which 'model' can't be; it takes trees, net."
                        + "\nMaybe 'net'.");
        refusedMore(
                "parameters:\n  a: {min: 1, max: 8}\n  b: {values: [1], when: {a: 1}}",
                "study.yaml:4: 'b' depends on 'a', which is neither categorical nor fixed."
                        + "\nMaybe give 'a' a list of values.");
        refusedMore(
                "parameters:\n  a: {values: [1], when: {b: 1}}\n  b: {values: [1], when: {a: 1}}",
                "study.yaml:3: Conditions must not lead back to themselves, but do: a -> b -> a.");
    }

    @Test
    void patternsMustBeRegularExpressionsWithAGroup() {
        refusedMore(
                "objective: {command: [a], pattern: 'loss ('}",
                "study.yaml:2: 'objective.patterns' must be a regular expression, but in 'loss (' Unclosed group at"
                        + " character 6.");
        refusedMore(
                "objective: {command: [a], pattern: 'loss '}",
                "study.yaml:2: 'objective.patterns' must have a group around the value, but 'loss ' has none."
                        + "\nMaybe 'loss (\\S+)'.");
    }

    @Test
    void aCommandIsAList() {
        refusedMore(
                "objective:\n  command: java Higgs.java",
                "study.yaml:3: 'objective.command' must be a list, one element per argument, but is 'java Higgs.java'."
                        + "\nMaybe [java, Higgs.java].");
        refusedMore(
                "objective: java",
                "study.yaml:2: 'objective' must be a map, but is 'java'."
                        + "\nMaybe objective: {command: [java, Train.java]}.");
    }

    @Test
    void namesMustBeNames() {
        refused(
                "metric: {name: a, goal: minimize}\nname: ../x",
                "study.yaml:2: A study's name consists of 1 to 100 letters (a-z, A-Z), digits, '.', '_' and '-' and begins"
                        + " with a letter, a digit or '_', but '../x' contains '/', so it is a path and not a name."
                        + "\nMaybe 'x'.");
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsLine() {
        refused(
                "name: a\n\tmetric: b",
                "study.yaml:2: This is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use"
                        + " \\t(TAB) for indentation).\nMaybe a tab stands where YAML wants spaces.");
        refused(
                "name: a\n metric: b: c",
                "study.yaml:2: This is not YAML: mapping values are not allowed here."
                        + "\nMaybe the line above is indented differently, or a text with a colon needs quotes.");
        refused("name: [a", "study.yaml:1: This is not YAML: expected ',' or ']', but got <stream end>.");
        refused("", "study.yaml: The study file is empty.\nMaybe it was not saved.");
        refused("# nothing\n", "study.yaml: The study file is empty.\nMaybe it was not saved.");
        refused("- a\n- b", "study.yaml:1: A study file must be a map (key: value), but is a list.");
        refused("hello", "study.yaml:1: A study file must be a map (key: value), but is 'hello'.");
        refused(
                "name: a\n---\nname: b",
                "study.yaml:3: A study file must hold one YAML document, but here a second one begins.");
    }

    @Test
    void otherFilesAreNotRead() throws Exception {
        Path binary = directory.resolve("a.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1});
        Path zero = directory.resolve("b.yaml");
        Files.writeString(zero, "name: a\0");
        Path large = directory.resolve("c.yaml");
        Files.write(large, " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));

        unreadable(
                binary, binary + ": A study file must be text in UTF-8, but this is not.\nMaybe it is another file.");
        unreadable(zero, zero + ": A study file must be text in UTF-8, but this is not.\nMaybe it is another file.");
        unreadable(
                large,
                large
                        + ": A study file must not be larger than 1 MiB, but has 1048577 bytes.\nMaybe it is another file.");
        Path none = directory.resolve("none.yaml");
        unreadable(none, none + ": The study file can't be read: " + none + " is not there.");
    }

    private static void unreadable(Path file, String message) {
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> StudyFileReader.read(file))
                .withMessage(message);
    }

    @Test
    void aBillionLaughsAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            text.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, before)) + "]\n");
        }
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> TestFiles.read(text.toString()))
                .withMessageContaining("A study file must not hold more than 100000 values, aliases included.");
    }

    @Test
    void anAliasInsideItselfAndABottomlessNestAreRefused() {
        refused("a: &a [*a]", "study.yaml:1: An alias must not stand inside its own anchor.");
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> TestFiles.read("a: " + "[".repeat(1000) + "]".repeat(1000)))
                .withMessageContaining("Nesting Depth exceeded max 40");
    }
}
