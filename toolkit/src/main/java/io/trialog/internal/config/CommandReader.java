package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.wandb.Macros;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.CommandLine;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlText;
import io.trialog.internal.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a command. Whatever can be wrong with them is found here, with file and line. */
final class CommandReader {

    private static final Pattern MACRO = Pattern.compile("\\$\\{[a-z_]+\\}");

    /** What a shell would act upon; nobody else does. */
    private static final Pattern SHELL = Pattern.compile("[|&;<>$`*?()'\"\\\\]");

    private final Notes notes;
    private final PlainSecrets secrets;
    private final boolean isOnCluster;
    private final Map<String, String> environment = ThisProcess.ofThisProcess();

    /** Reads commands that run on a cluster, where variables may be set that are not set here, or on this machine. */
    CommandReader(Notes notes, boolean isOnCluster) {
        this.notes = notes;
        this.isOnCluster = isOnCluster;
        this.secrets = new PlainSecrets(notes);
    }

    /**
     * Reads a command.
     *
     * @param what its dotted name, for messages
     * @param program what the file calls its program, or {@code null}
     */
    List<String> read(Item item, String what, @Nullable String program) {
        if (item instanceof Item.Scalar scalar && !scalar.isNull()) {
            throw new StudyFileException(YamlValues.wrong(item, what, "a list, one element per argument")
                            .getMessage() + "\nMaybe " + asList(scalar.text().strip()) + ".");
        }
        List<String> command = new ArrayList<>();
        for (Item element : YamlValues.list(item, what)) {
            String text = element(element, what);
            check(element.place(), text, program);
            secrets.check(element.place(), text);
            if (command.isEmpty() && text.isBlank()) {
                notes.object(
                        element.place(), "'" + what + "' must begin with a program, but begins with an empty text.");
            }
            command.add(text);
        }
        return command;
    }

    /** A command that somebody wrote as a line. */
    private static String asList(String line) {
        List<Object> words = SHELL.matcher(MACRO.matcher(line).replaceAll("")).find()
                ? List.of("bash", "-c", line)
                : List.of((Object[]) line.split("\\s+", -1));
        return YamlText.of(words);
    }

    private static String element(Item element, String what) {
        if (!(element instanceof Item.Scalar scalar)) {
            throw new StudyFileException(YamlValues.wrong(element, what, "a list of texts")
                            .getMessage() + "\nMaybe each argument as an element of its own.");
        }
        if (scalar.isNull()) {
            throw StudyFileException.at(
                    element.place(),
                    "'" + what + "' must be a list of texts, but has an element that is "
                            + (scalar.text().isEmpty() ? "empty" : "'" + scalar.text() + "', which is nothing")
                            + ".\nMaybe \"" + scalar.text() + "\" in quotes, or remove it.");
        }
        return scalar.text();
    }

    private void check(String place, String element, @Nullable String program) {
        Macros.check(element, place, notes);
        if (!ShellWords.canCarry(element)) {
            notes.object(
                    place,
                    "An element of the command must not hold NUL or half of a character, which no program can be given.");
        }
        if (program == null && AttemptMacros.in(element).contains(AttemptMacros.PROGRAM)) {
            missingProgram(place, element);
        }
        AttemptMacros.variables(element).forEach(variable -> checkVariable(place, variable));
    }

    private void checkVariable(String place, String variable) {
        String named = "The command names the environment variable " + variable;
        if (JobScript.uses(variable)) {
            notes.object(
                    place, named + ", which the script of a job has for itself.\nMaybe export it by another name.");
        } else if (!environment.containsKey(variable) && isOnCluster) {
            notes.add(place, named + ", which is not set here. A trial whose job does not have it fails, and says so.");
        } else if (!environment.containsKey(variable)) {
            notes.object(place, named + ", which is not set.\nMaybe export it before.");
        }
    }

    private void missingProgram(String place, String element) {
        String rule = "The command has ${program}, but 'program' is missing.";
        if (element.equals("${program}")) {
            throw StudyFileException.at(place, rule);
        }
        notes.object(place, rule);
    }

    /**
     * Looks at the texts among the values of parameters, where they are to be words of the command or variables.
     *
     * @param objective what was read of the objective
     */
    void checkValues(Map<String, @Nullable Object> objective, ParameterReader parameters) {
        List<String> command = new ArrayList<>();
        if (objective.get("command") instanceof List<?> elements) {
            elements.forEach(element -> command.add(String.valueOf(element)));
        }
        Object form = objective.get("parameters");
        boolean isHydra = "hydra".equals(form)
                || command.stream().anyMatch(element -> Macros.word(element).endsWith("_hydra"));
        if (!command.isEmpty() && (!"json".equals(form) || Macros.passParameters(command))) {
            parameters.choices().forEach((name, values) -> checkValues(parameters.place(name), name, values, isHydra));
        }
    }

    private void checkValues(String place, String name, List<@Nullable Object> values, boolean isHydra) {
        for (Object value : values) {
            if (value instanceof String text && !ShellWords.canCarry(text)) {
                notes.object(
                        place,
                        "The values of '" + name + "' must not hold NUL or half of a character, which no program can be"
                                + " given.\nMaybe parameters: json.");
            } else if (isHydra && "???".equals(value)) {
                notes.object(
                        place,
                        "The values of '" + name + "' must not be '???', by which Hydra says that a value is missing."
                                + "\nMaybe another text, or null.");
            }
        }
    }

    /**
     * Looks at the names of the variables that carry parameters.
     *
     * @param place where it is said that variables carry them
     * @param names the names of the parameters
     */
    void checkVariables(String place, Iterable<String> names) {
        Map<String, List<String>> byVariable = new LinkedHashMap<>();
        for (String name : names) {
            byVariable
                    .computeIfAbsent(CommandLine.variable(name), key -> new ArrayList<>())
                    .add("'" + name + "'");
        }
        byVariable.forEach((variable, owners) -> {
            String all = String.join(", ", owners);
            if (owners.size() > 1) {
                notes.object(
                        place,
                        "With 'parameters: env' each parameter must have a variable of its own, but " + all
                                + " all are " + variable + ".\nMaybe rename them, or parameters: json.");
            } else if (!CommandLine.isTelling(variable)) {
                notes.object(
                        place,
                        "With 'parameters: env' a parameter's name must have a letter a-z or a digit, but " + all
                                + " would be the variable " + variable + ".\nMaybe rename it, or parameters: json.");
            }
        });
    }
}
