package io.trialog.internal.protocol.command;

import io.trialog.internal.format.PythonText;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.TrialDirectories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command of an objective, and how parameters get into it. No shell is involved: every value is one element of the
 * argument vector, or a part of one.
 *
 * <p>Without a macro for arguments in the command the parameters go to its end, in the objective's form: {@code flags}
 * ({@code --name=value}) or {@code hydra} ({@code name=value}); with {@code json} and {@code env} they are in the
 * parameter file, or also in variables {@code TRIALOG_PARAM_NAME}. Macros are those of W&amp;B:
 *
 * <ul>
 *   <li>an element of its own: {@code ${args}} ({@code --name=value}), {@code ${args_no_hyphens}} ({@code name=value}),
 *       {@code ${args_no_equals}} ({@code --name value}), {@code ${args_no_boolean_flags}} (true is {@code --name},
 *       false is left out), {@code ${args_append_hydra}} ({@code +name=value}), {@code ${args_override_hydra}} ({@code
 *       ++name=value}), {@code ${args_json}} (one JSON text), {@code ${args_json_file}} (the path of the parameter file),
 *       {@code ${env}} ({@code /usr/bin/env}), {@code ${interpreter}} ({@code python})
 *   <li>anywhere: those of {@link AttemptMacros}
 * </ul>
 *
 * Every other text is handed over as it is.
 */
public final class CommandLine {

    /** How parameters are passed where the command has no macro for them. */
    public enum Form {
        FLAGS,
        HYDRA,
        JSON,
        ENV
    }

    /** The macros that stand for parameters, each an element of its own. */
    public static final List<String> ARGUMENTS = List.of(
            "args",
            "args_no_hyphens",
            "args_no_boolean_flags",
            "args_no_equals",
            "args_json",
            "args_json_file",
            "args_append_hydra",
            "args_override_hydra");

    private static final Map<String, String> WORDS = Map.of("${env}", "/usr/bin/env", "${interpreter}", "python");
    private static final String VARIABLE_PREFIX = "TRIALOG_PARAM_";

    private final List<String> template;
    private final Form form;
    private final String program;
    private final boolean python;
    private final Map<String, List<String>> nested;
    private final List<String> starter;
    private final HydraRun hydra;
    private final String study;

    /**
     * A command.
     *
     * @param template its elements, with macros
     * @param program what {@code ${program}} stands for; may be empty
     * @param python whether values are written as Python's {@code str} does ({@code True}, {@code None}), and nested ones
     *     as one dict, as W&amp;B does
     * @param nested the parts of names that stand for nested parameters; only with {@code python}
     */
    public CommandLine(
            List<String> template, Form form, String program, boolean python, Map<String, List<String>> nested) {
        this(template, form, program, python, nested, List.of(), HydraRun.NONE, "");
    }

    private CommandLine(
            List<String> template,
            Form form,
            String program,
            boolean python,
            Map<String, List<String>> nested,
            List<String> starter,
            HydraRun hydra,
            String study) {
        this.hydra = hydra;
        this.study = study;
        this.starter = List.copyOf(starter);
        this.template = List.copyOf(template);
        this.form = form;
        this.program = program;
        this.python = python;
        this.nested = python ? Map.copyOf(nested) : Map.of();
    }

    /**
     * Returns the same command, started by words that prepare its environment and become the program.
     *
     * @param words what stands before the command when it is run; people are not shown it
     */
    CommandLine startedBy(List<String> words) {
        return new CommandLine(template, form, program, python, nested, words, hydra, study);
    }

    /** Returns the same command of a program of Hydra. */
    CommandLine ofHydra(HydraRun run) {
        return new CommandLine(template, form, program, python, nested, starter, run, study);
    }

    /**
     * Returns the same command in a study.
     *
     * @param name the study's name
     */
    public CommandLine inStudy(String name) {
        return new CommandLine(template, form, program, python, nested, starter, hydra, name);
    }

    /** The parameters as the program's file has them: flat, or nested where the sweep file nests them. */
    public Map<String, @Nullable Object> document(Map<String, @Nullable Object> parameters) {
        return NestedNames.group(parameters, nested);
    }

    /**
     * The words of the command for a trial.
     *
     * @param parameters name to value: null, Boolean, Number or String, in order
     * @param attempt what macros of the attempt stand for
     * @param known the variables whose values are known already; every other {@code ${envvar:NAME}} is looked up when the program starts
     */
    public ArgumentVector arguments(
            Map<String, @Nullable Object> parameters, AttemptMacros attempt, Map<String, String> known) {
        Map<String, @Nullable Object> grouped = document(parameters);
        AttemptMacros macros = attempt.ofCommand(program, known);
        List<List<AttemptMacros.Piece>> words = new ArrayList<>();
        boolean placed = false;
        for (String element : template) {
            String word = argumentsMacro(element);
            if (word == null) {
                String standard = WORDS.get(element);
                words.add(standard == null ? macros.pieces(element) : literal(standard));
            } else {
                expand(word, grouped, attempt.directory()).forEach(text -> words.add(literal(text)));
                placed = true;
            }
        }
        if (!placed && form == Form.FLAGS) {
            expand("args", grouped, attempt.directory()).forEach(text -> words.add(literal(text)));
        } else if (!placed && form == Form.HYDRA) {
            overrides("", parameters).forEach(text -> words.add(literal(text)));
        }
        hydra.words(attempt.directory(), study).forEach(text -> words.add(literal(text)));
        return new ArgumentVector(words, starter);
    }

    private static List<AttemptMacros.Piece> literal(String text) {
        return List.of(new AttemptMacros.Piece(text, false));
    }

    /**
     * The variables that carry the parameters: one per parameter if the form is {@code env}, the path of the parameter file if
     * it is {@code json}, else none.
     *
     * @param directory the attempt's directory
     */
    public Map<String, String> variables(Map<String, @Nullable Object> parameters, Path directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (form == Form.ENV) {
            parameters.forEach((name, value) -> variables.put(variable(name), text(value)));
        } else if (form == Form.JSON) {
            variables.put(
                    ProtocolEnvironment.PARAMETERS,
                    directory.resolve(TrialDirectories.PARAMETERS).toString());
        }
        return variables;
    }

    /**
     * Returns the variable that carries a parameter: {@code TRIALOG_PARAM_} and the name in capitals; what is neither letter nor
     * digit becomes {@code _}.
     *
     * @param name the name of the parameter
     * @return the name of the variable
     */
    public static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * Returns whether a variable says which parameter it carries, and is none of those that a trial has anyway.
     *
     * @param variable the name of the variable
     * @return whether a parameter may have it
     */
    public static boolean isTelling(String variable) {
        return !variable.substring(VARIABLE_PREFIX.length()).replace("_", "").isEmpty()
                && !ProtocolEnvironment.NAMES.contains(variable);
    }

    /**
     * Returns the variables of the environment that the command names and that are not set.
     *
     * @param environment where they are looked up
     * @return their names
     */
    public List<String> missing(Map<String, String> environment) {
        return template.stream()
                .flatMap(element -> AttemptMacros.variables(element).stream())
                .filter(name -> !environment.containsKey(name))
                .distinct()
                .toList();
    }

    /** The word of an element that is a macro for parameters and nothing else, or {@code null}. */
    private static @Nullable String argumentsMacro(String element) {
        return ARGUMENTS.stream()
                .filter(word -> element.equals("${" + word + "}"))
                .findFirst()
                .orElse(null);
    }

    private List<String> expand(String macro, Map<String, @Nullable Object> parameters, Path directory) {
        List<String> words = new ArrayList<>();
        switch (macro) {
            case "args" -> parameters.forEach((name, value) -> words.add("--" + name + "=" + text(value)));
            case "args_no_hyphens" -> parameters.forEach((name, value) -> words.add(name + "=" + text(value)));
            case "args_no_equals" ->
                parameters.forEach((name, value) -> {
                    words.add("--" + name);
                    words.add(text(value));
                });
            case "args_no_boolean_flags" -> parameters.forEach((name, value) -> flag(name, value, words));
            case "args_append_hydra" -> words.addAll(overrides("+", parameters));
            case "args_override_hydra" -> words.addAll(overrides("++", parameters));
            case "args_json" -> words.add(ParameterFile.json(parameters));
            case "args_json_file" ->
                words.add(directory.resolve(TrialDirectories.PARAMETERS).toString());
            default -> throw new IllegalStateException(macro);
        }
        return words;
    }

    private void flag(String name, @Nullable Object value, List<String> words) {
        if (!(value instanceof Boolean)) {
            words.add("--" + name + "=" + text(value));
        } else if (Boolean.TRUE.equals(value)) {
            words.add("--" + name);
        }
    }

    private static List<String> overrides(String prefix, Map<String, @Nullable Object> parameters) {
        List<String> words = new ArrayList<>();
        parameters.forEach((name, value) -> words.add(prefix + name + "=" + HydraText.value(value)));
        return words;
    }

    private String text(@Nullable Object value) {
        return python ? PythonText.str(value) : ArgumentText.plain(value);
    }
}
