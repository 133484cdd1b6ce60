package io.trialog.internal.run;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.JavaObjective;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.spi.Check;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what a study runs is there, as seen from this machine: its working directory, its program, and its script where an
 * interpreter that everybody knows is given one.
 */
public final class ProgramCheck {

    private static final String PROGRAM = "program";
    private static final Pattern PATH_SEPARATOR = Pattern.compile(":");
    private static final Pattern VERSION = Pattern.compile("[0-9.]*$");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|jsh)");

    /** Programs whose first argument is the file that they run, unless it is an option. */
    private static final Set<String> INTERPRETERS = Set.of(
            "python", "pypy", "bash", "sh", "dash", "zsh", "ksh", "perl", "ruby", "node", "Rscript", "julia", "lua",
            "php");

    private final ObjectiveSettings objective;
    private final Path workdir;
    private final Map<String, String> environment;
    private final boolean hasSetup;

    /**
     * Looks at a program.
     *
     * @param objective what the study runs
     * @param workdir its working directory, absolute
     * @param environment the variables that it will find
     * @param executor where it runs: lines of shell before it may change what it finds
     */
    public ProgramCheck(
            ObjectiveSettings objective,
            Path workdir,
            Map<String, String> environment,
            Map<String, @Nullable Object> executor) {
        this.objective = objective;
        this.workdir = workdir;
        this.environment = Map.copyOf(environment);
        this.hasSetup = executor.get("env_setup") != null || executor.get("template") != null;
    }

    /**
     * Returns what is told of a study whose jobs could not run.
     *
     * @param study its name
     * @param bad what is wrong
     * @return the message
     */
    public static String refusal(String study, List<Check> bad) {
        StringBuilder message = new StringBuilder("No trial of the study '" + study + "' could run:");
        bad.forEach(check -> message.append("\n  ")
                .append(check.subject())
                .append(": ")
                .append(check.words())
                .append('.'));
        bad.stream()
                .map(Check::advice)
                .filter(advice -> !advice.isEmpty())
                .forEach(advice -> message.append('\n').append(advice));
        return message.toString();
    }

    /**
     * Looks for what makes every trial fail at once.
     *
     * @return what is wrong
     */
    List<Check> problems() {
        return look().stream().filter(check -> check.grade() == Check.Grade.BAD).toList();
    }

    /**
     * Looks for variables that the command names and that are not set.
     *
     * @return what is wrong
     */
    List<Check> missingVariables() {
        return objective.isProgram()
                ? objective.commandLine().missing(environment).stream()
                        .map(name -> Check.bad(
                                "command",
                                "it names the environment variable " + name + ", which is not set",
                                "Maybe export it before."))
                        .toList()
                : List.of();
    }

    /**
     * Looks at everything.
     *
     * @return what was found; empty for a study without a program
     */
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        if (!objective.isProgram()) {
            return checks;
        }
        boolean isLater = !AttemptMacros.in(workdir.toString()).isEmpty();
        if (!isLater && !Files.isDirectory(workdir)) {
            checks.add(Check.bad(
                    "workdir",
                    "the working directory " + workdir + " does not exist",
                    "Maybe objective.workdir in the study file is misspelt."));
            return checks;
        }
        JavaObjective java = objective.java();
        if (java == null) {
            command(isLater, checks);
        } else {
            classPath(java.classpath(), checks);
        }
        return checks;
    }

    private static void classPath(List<String> entries, List<Check> checks) {
        for (String entry : entries) {
            Path path = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
            if (!Files.exists(path)) {
                checks.add(Check.bad("class path", path + " does not exist", "Maybe objective.classpath is misspelt."));
            }
        }
        if (checks.isEmpty()) {
            checks.add(Check.ok("class path", "all of it is there"));
        }
    }

    private void command(boolean isLater, List<Check> checks) {
        List<String> words = words();
        String program = words.isEmpty() ? "" : words.get(0);
        if (program.isEmpty() || !AttemptMacros.in(program).isEmpty()) {
            return;
        }
        boolean isPath = program.indexOf('/') >= 0;
        if (isPath && isLater && !program.startsWith("/")) {
            return;
        }
        Check found = isPath ? path(program) : named(program);
        checks.add(found);
        String script = isLater ? null : script(words);
        if (script != null && found.grade() != Check.Grade.BAD) {
            checks.add(
                    isThere(script, words.get(0))
                            ? Check.ok("script", script)
                            : Check.bad(
                                    "script",
                                    script + " is not in the working directory " + workdir,
                                    "Maybe objective.workdir is another one, or the name is misspelt."));
        }
    }

    /** Python and others also run a directory, Node adds the ending, and shells look in the PATH as well. */
    private boolean isThere(String script, String interpreter) {
        return Files.exists(workdir.resolve(script))
                || interpreter.endsWith("node") && Files.exists(workdir.resolve(script + ".js"))
                || interpreter.endsWith("sh") && onPath(script) != null;
    }

    /** The command from its program on, without {@code env} and what that sets; macros of an attempt stay. */
    private List<String> words() {
        List<String> words = new ArrayList<>();
        AttemptMacros macros = AttemptMacros.ofProgram(objective.program(), environment);
        for (String element : objective.command() == null ? List.<String>of() : objective.command()) {
            words.add(
                    switch (element) {
                        case "${env}" -> "env";
                        case "${interpreter}" -> "python";
                        default -> macros.fill(element);
                    });
        }
        while (words.size() > 1
                && (isEnv(words.get(0)) || ASSIGNMENT.matcher(words.get(0)).matches())) {
            words.remove(0);
        }
        return !words.isEmpty() && words.get(0).startsWith("-") ? List.of() : words;
    }

    private static boolean isEnv(String word) {
        return word.equals("env") || word.endsWith("/env");
    }

    private Check path(String program) {
        Path file = file(program);
        if (file == null || !Files.isRegularFile(file)) {
            return Check.bad(
                    PROGRAM,
                    program + " is no file" + (program.startsWith("/") ? "" : " in " + workdir),
                    "Maybe it is misspelt.");
        }
        return Files.isExecutable(file)
                ? Check.ok(PROGRAM, file.toString())
                : Check.bad(
                        PROGRAM,
                        file + " can't be executed",
                        "Maybe: chmod +x " + program + ", or name its interpreter first: [bash, " + program + "].");
    }

    private @Nullable Path file(String text) {
        try {
            return workdir.resolve(text).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private Check named(String program) {
        Path found = onPath(program);
        if (found != null) {
            return Check.ok(PROGRAM, found.toString());
        }
        String words = program + " is in no directory of the PATH";
        return hasSetup
                ? Check.note(PROGRAM, words + " here", "The lines of env_setup may change that for the trials.")
                : Check.bad(PROGRAM, words, advice(program));
    }

    private String advice(String program) {
        Path here = file(program);
        if (here != null && Files.isRegularFile(here)) {
            return "Maybe ./" + program + ".";
        }
        return program.equals("python") && onPath("python3") != null
                ? "Maybe python3."
                : "Maybe it is misspelt, or its environment must be activated first.";
    }

    private @Nullable Path onPath(String program) {
        for (String directory : PATH_SEPARATOR.split(environment.getOrDefault("PATH", ""), -1)) {
            try {
                Path file = workdir.resolve(directory).resolve(program);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                continue; // no directory
            }
        }
        return null;
    }

    /** The file that an interpreter is given, or {@code null} where it is given something else. */
    private @Nullable String script(List<String> words) {
        String name = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        int position = 1;
        while (words.size() > position && words.get(position).equals("-u")) {
            position++;
        }
        if (words.size() <= position) {
            return null;
        }
        String word = words.get(position);
        boolean isScript = INTERPRETERS.contains(VERSION.matcher(name).replaceFirst("")) && !word.startsWith("-")
                || name.equals("java") && SOURCE.matcher(word).matches();
        if (name.equals("java") && word.equals("-jar") && words.size() > position + 1) {
            word = words.get(position + 1);
            isScript = true;
        }
        boolean isPlain = !word.startsWith("${") && AttemptMacros.in(word).isEmpty() && file(word) != null;
        return isScript && isPlain ? word : null;
    }
}
