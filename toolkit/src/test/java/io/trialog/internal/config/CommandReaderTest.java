package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.objectionsOf;
import static io.trialog.internal.config.TestFiles.readMore;
import static io.trialog.internal.config.TestFiles.refusedMore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be wrong with a command is found when the file is read. */
class CommandReaderTest {

    private static final String RENAME = "\nMaybe rename them, or parameters: json.";

    @Test
    void namesThatCollideInTheEnvironmentAreObjectedTo() {
        assertThat(objectionsOf(readMore("""
                        objective: {command: [a], parameters: env}
                        parameters: {lr-1: {value: 1}, x: {value: 2}, lr_1: {value: 2}, lr.1: {value: 3}}
                        """)))
                .containsExactly(
                        "study.yaml:2: With 'parameters: env' each parameter must have a variable of its own, but"
                                + " 'lr-1', 'lr_1', 'lr.1' all are TRIALOG_PARAM_LR_1." + RENAME);
        assertThat(objectionsOf(readMore("""
                        command: [a]
                        parameters: {Lr: {value: 1}, lr: {value: 2}}
                        """)))
                .containsExactly(
                        "study.yaml:2: With 'parameters: env' each parameter must have a variable of its own, but"
                                + " 'Lr', 'lr' all are TRIALOG_PARAM_LR." + RENAME);
    }

    @Test
    void aNameThatIsNoVariableIsObjectedTo() {
        assertThat(objectionsOf(readMore("objective: {command: [a], parameters: env}\nparameters: {λ: {value: 1}}")))
                .containsExactly(
                        "study.yaml:2: With 'parameters: env' a parameter's name must have a letter a-z or a"
                                + " digit, but 'λ' would be the variable TRIALOG_PARAM__.\nMaybe rename it, or parameters: json.");
    }

    @Test
    void namesMayCollideWhereNoVariableCarriesThem() {
        for (String form : List.of("flags", "hydra", "json")) {
            assertThat(readMore("objective: {command: [a], parameters: " + form
                                    + "}\nparameters: {lr-1: {value: 1}, lr_1: {value: 2}}")
                            .objections())
                    .isEmpty();
        }
    }

    @Test
    void aMacroForParametersInsideAnElementIsHandedOverAsItStandsAndNoted() {
        StudyFile file = readMore("objective: {command: [bash, -c, 'train ${args} ${run_name}'], parameters: env}");

        assertThat(file.objective())
                .containsEntry("command", List.of("bash", "-c", "train ${args} ${run_name}"))
                .doesNotContainKey("style");
        assertThat(file.notes())
                .containsExactly("study.yaml:2: '${args}' is handed over as it stands, since it is a part of"
                        + " 'train ${args} ${run_name}'. As an element of its own it is a macro.");
    }

    @Test
    void textsThatLookLikeMacrosOfOthersPass() {
        StudyFile file = readMore("""
                objective: {command: [a, "${hydra:runtime.output_dir}", "${x1}", "${trial}", "${attempt}-${trial_dir}"]}
                """);

        assertThat(file.notes()).isEmpty();
        assertThat(file.objections()).isEmpty();
        assertThat(file.objective()).doesNotContainKey("style");
    }

    @Test
    void aVariableThatIsNotSetIsObjectedTo() {
        assertThat(objectionsOf(readMore("objective:\n  command:\n    - a\n    - --x=${envvar:NO_SUCH}")))
                .containsExactly("study.yaml:5: The command names the environment variable NO_SUCH, which is not set."
                        + "\nMaybe export it before.");
        assertThat(objectionsOf(readMore("objective: {command: [a, '${program}/x']}")))
                .containsExactly("study.yaml:2: The command has ${program}, but 'program' is missing.");
        assertThat(objectionsOf(readMore("objective: {command: ['', a, \"b\\0\"]}")))
                .containsExactly(
                        "study.yaml:2: 'objective.command' must begin with a program, but begins with an empty text.",
                        "study.yaml:2: An element of the command must not hold NUL or half of a character, which no program"
                                + " can be given.");
    }

    @Test
    void aTextThatNoProgramCanBeGivenIsObjectedTo() {
        String parameters = "\nparameters: {x: {values: [a, \"b\\0\", '???']}}";
        String nul = "study.yaml:3: The values of 'x' must not hold NUL or half of a character, which no program can be"
                + " given.\nMaybe parameters: json.";
        String missing =
                "study.yaml:3: The values of 'x' must not be '???', by which Hydra says that a value is missing."
                        + "\nMaybe another text, or null.";

        assertThat(objectionsOf(readMore("objective: {command: [a]}" + parameters)))
                .containsExactly(nul);
        assertThat(objectionsOf(readMore("objective: {command: [a], parameters: env}" + parameters)))
                .containsExactly(nul);
        assertThat(objectionsOf(readMore("objective: {command: [a], parameters: hydra}" + parameters)))
                .containsExactly(nul, missing);
        assertThat(objectionsOf(readMore("command: [a, '${args_append_hydra}']" + parameters)))
                .containsExactly(nul, missing);
        assertThat(objectionsOf(readMore("objective: {command: [a], parameters: json}" + parameters)))
                .isEmpty();
    }

    @Test
    void anElementThatIsNothingNamesTheRemedy() {
        refusedMore(
                "objective:\n  command:\n    - train\n    - null",
                "study.yaml:5: 'objective.command' must be a list of texts, but has an element that is 'null', which is"
                        + " nothing.\nMaybe \"null\" in quotes, or remove it.");
        refusedMore(
                "objective:\n  command:\n    - train\n    -",
                "study.yaml:5: 'objective.command' must be a list of texts, but has an element that is empty."
                        + "\nMaybe \"\" in quotes, or remove it.");
        refusedMore(
                "objective: {command: [train, [a, b]]}",
                "study.yaml:2: 'objective.command' must be a list of texts, but is a list."
                        + "\nMaybe each argument as an element of its own.");
    }

    @Test
    void aCommandThatIsALineIsShownAsAList() {
        refusedMore(
                "command: python ${program} --lr 1 ${args}",
                "study.yaml:2: 'command' must be a list, one element per argument, but is"
                        + " 'python ${program} --lr 1 ${args}'."
                        + "\nMaybe [python, \"${program}\", \"--lr\", \"1\", \"${args}\"].");
        refusedMore(
                "objective: {command: 'cd src && make \"a b\"'}",
                "study.yaml:2: 'objective.command' must be a list, one element per argument, but is the text"
                        + " 'cd src && make \"a b\"'.\nMaybe [bash, \"-c\", \"cd src && make \\\"a b\\\"\"].");
    }
}
