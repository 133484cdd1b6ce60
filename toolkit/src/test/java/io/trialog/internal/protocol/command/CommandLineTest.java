package io.trialog.internal.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.internal.protocol.AttemptMacros;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommandLineTest {

    private static final AttemptMacros ATTEMPT = AttemptMacros.of(Path.of("/trials/7"), 7, 2);

    private static final Map<String, @Nullable Object> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put("lr", 1.0e-4);
        PARAMETERS.put("optimizer.depth", 3L);
        PARAMETERS.put("bias", true);
        PARAMETERS.put("name", "it's $(x)");
        PARAMETERS.put("none", null);
    }

    @Test
    void flagsStandAtTheEndOfTheCommand() {
        assertThat(arguments(Map.of("command", List.of("java", "Train.java"))))
                .containsExactly(
                        "java",
                        "Train.java",
                        "--lr=1.0E-4",
                        "--optimizer.depth=3",
                        "--bias=true",
                        "--name=it's $(x)",
                        "--none=null");
    }

    @Test
    void hydraValuesAreQuotedForHydra() {
        assertThat(arguments(Map.of("command", List.of("train"), "parameters", "hydra")))
                .containsExactly(
                        "train", "lr=1.0E-4", "optimizer.depth=3", "bias=true", "name='it\\'s $(x)'", "none=null");
    }

    @Test
    void jsonAndEnvLeaveTheCommandAsItIs() {
        assertThat(arguments(Map.of("command", List.of("train"), "parameters", "json")))
                .containsExactly("train");
        assertThat(arguments(Map.of("command", List.of("train"), "parameters", "env")))
                .containsExactly("train");
    }

    @Test
    void variablesCarryTheParametersOrThePathOfTheirFile() {
        Path directory = Path.of("/attempt");
        CommandLine json = ObjectiveSettings.of(Map.of("command", List.of("train"), "parameters", "json"))
                .commandLine();
        CommandLine env = ObjectiveSettings.of(Map.of("command", List.of("train"), "parameters", "env"))
                .commandLine();
        CommandLine flags =
                ObjectiveSettings.of(Map.of("command", List.of("train"))).commandLine();

        assertThat(env.variables(PARAMETERS, directory))
                .contains(
                        entry("TRIALOG_PARAM_LR", "1.0E-4"),
                        entry("TRIALOG_PARAM_OPTIMIZER_DEPTH", "3"),
                        entry("TRIALOG_PARAM_NAME", "it's $(x)"));
        assertThat(flags.variables(PARAMETERS, directory)).isEmpty();
        assertThat(json.variables(PARAMETERS, directory))
                .containsExactly(entry("TRIALOG_PARAMS", "/attempt/params.json"));
    }

    @Test
    void macrosOfSweepsExpandAsWeightsAndBiasesDocumentsThem() {
        assertThat(sweep("${env}", "${interpreter}", "${program}", "${args}"))
                .containsExactly(
                        "/usr/bin/env",
                        "python",
                        "train.py",
                        "--lr=0.0001",
                        "--optimizer.depth=3",
                        "--bias=True",
                        "--name=it's $(x)",
                        "--none=None");
        assertThat(sweep("${args_no_hyphens}"))
                .containsExactly("lr=0.0001", "optimizer.depth=3", "bias=True", "name=it's $(x)", "none=None");
        assertThat(sweep("${args_no_boolean_flags}"))
                .containsExactly("--lr=0.0001", "--optimizer.depth=3", "--bias", "--name=it's $(x)", "--none=None");
        assertThat(sweep("${args_json_file}")).containsExactly("/trials/7/params.json");
        assertThat(sweep("${args_json}"))
                .containsExactly(
                        "{\"lr\":1.0E-4,\"optimizer.depth\":3,\"bias\":true,\"name\":\"it's $(x)\",\"none\":null}");
    }

    @Test
    void nestedParametersOfASweepArePassedAsOneDict() {
        CommandLine command = ObjectiveSettings.of(Map.of(
                        "command", List.of("${args}", "${args_json}"),
                        "style", "wandb",
                        "nested", Map.of("opt.lr", List.of("opt", "lr"), "opt.name", List.of("opt", "name"))))
                .commandLine();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("opt.lr", 1.0e-5);
        parameters.put("seed", 1L);
        parameters.put("opt.name", "adam");

        assertThat(command.arguments(parameters, ATTEMPT, Map.of()).texts())
                .containsExactly(
                        "--opt={'lr': 1e-05, 'name': 'adam'}",
                        "--seed=1",
                        "{\"opt\":{\"lr\":1.0E-5,\"name\":\"adam\"},\"seed\":1}");
    }

    @Test
    void variablesAndTheTrialDirectoryMayBePartsOfAnElement() {
        assertThat(sweep("--out=${trial_dir}/x", "${envvar:HOME_DIR}/bin", "${args_json_file}"))
                .containsExactly("--out=/trials/7/x", "/home/$1/bin", "/trials/7/params.json");
    }

    @Test
    void everyOtherTextIsHandedOverAsItIs() {
        assertThat(sweep("x=0.5; echo ${x} ${args} ${env}", "dir=runs/${run_name}", "log=${hydra:a.b}", "${Program}"))
                .startsWith(
                        "x=0.5; echo ${x} ${args} ${env}", "dir=runs/${run_name}", "log=${hydra:a.b}", "${Program}");
        assertThat(sweep("${program}-${trial}-${attempt}")).startsWith("train.py-7-2");
    }

    @Test
    void aVariableThatIsNotSetIsMissingAndStaysAsItIs() {
        CommandLine command = ObjectiveSettings.of(Map.of("command", List.of("a=${envvar:NOPE}", "${envvar:HOME_DIR}")))
                .commandLine();

        assertThat(command.missing(Map.of("HOME_DIR", "/home"))).containsExactly("NOPE");
        assertThat(sweep("a=${envvar:NOPE}")).startsWith("a=${envvar:NOPE}");
    }

    private static List<String> arguments(Map<String, @Nullable Object> objective) {
        return ObjectiveSettings.of(objective)
                .commandLine()
                .arguments(PARAMETERS, ATTEMPT, Map.of())
                .texts();
    }

    private static List<String> sweep(String... command) {
        return ObjectiveSettings.of(Map.of("command", List.of(command), "program", "train.py", "style", "wandb"))
                .commandLine()
                .arguments(PARAMETERS, ATTEMPT, Map.of("HOME_DIR", "/home/$1"))
                .texts();
    }
}
