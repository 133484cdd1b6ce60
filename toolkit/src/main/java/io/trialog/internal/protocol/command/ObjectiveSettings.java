package io.trialog.internal.protocol.command;

import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.ResultCollectors;
import io.trialog.internal.platform.Utf8;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.internal.protocol.report.OutputRules;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The objective section of a study: what is run per trial, and where its results are looked for.
 *
 * @param command the elements of the command, with macros; {@code null} if there is none
 * @param java the class that is run instead of a command, or {@code null}
 * @param form how parameters are passed where the command has no macro for them
 * @param program what the macro {@code program} stands for; may be empty
 * @param python whether values are written as in W&amp;B
 * @param nested the parts of names that stand for nested parameters
 * @param workdir the working directory, which may have the macros of an attempt, or {@code null} for the directory of the study
 * @param patterns regular expressions for values in the output
 * @param collector the type and the options of what reads results from files; empty for none
 * @param scoreFile the path of the score file, or {@code null} if the study names none
 * @param hydra what a program of Hydra is told beside its parameters
 * @param isSuccess whether the objective is that the program ends well
 */
public record ObjectiveSettings(
        @Nullable List<String> command,
        @Nullable JavaObjective java,
        CommandLine.Form form,
        String program,
        boolean python,
        Map<String, List<String>> nested,
        @Nullable Path workdir,
        List<String> patterns,
        Map<String, @Nullable Object> collector,
        @Nullable String scoreFile,
        HydraRun hydra,
        boolean isSuccess) {

    /** The key of the section that says that the objective is to end well. */
    public static final String SUCCESS = "success";

    /** The name of that objective: 0 for a program that ended with exit code 0; others fail. */
    public static final String EXIT_STATUS = "exit_status";

    /** The settings that a section says; whatever it leaves open has its default. */
    public static ObjectiveSettings of(Map<String, @Nullable Object> section) {
        Object type = section.get("class");
        Object workdir = section.get("workdir");
        return new ObjectiveSettings(
                section.get("command") instanceof List<?> ? texts(section.get("command")) : null,
                type == null
                        ? null
                        : new JavaObjective(
                                type.toString(), texts(section.get("java_args")), texts(section.get("classpath"))),
                CommandLine.Form.valueOf(text(section, "parameters", "flags").toUpperCase(Locale.ROOT)),
                text(section, "program", ""),
                text(section, "style", "").equals("wandb"),
                parts(section.get("nested")),
                workdir == null ? null : Path.of(workdir.toString()),
                texts(section.get("patterns")),
                collector(section),
                section.get("score_file") == null ? null : text(section, "score_file", ""),
                HydraRun.of(section.get(HydraRun.SECTION)),
                Boolean.TRUE.equals(section.get(SUCCESS)));
    }

    private static String text(Map<String, @Nullable Object> section, String key, String defaultValue) {
        Object value = section.get(key);
        return value == null ? defaultValue : value.toString();
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> elements
                ? elements.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, List<String>> parts(@Nullable Object section) {
        Map<String, List<String>> nested = new LinkedHashMap<>();
        if (section instanceof Map<?, ?> names) {
            names.forEach((name, parts) -> nested.put(String.valueOf(name), texts(parts)));
        }
        return nested;
    }

    private static Map<String, @Nullable Object> collector(Map<String, @Nullable Object> section) {
        Map<String, @Nullable Object> collector = new LinkedHashMap<>();
        if (section.get("collect") instanceof Map<?, ?> chosen) {
            chosen.forEach((name, value) -> collector.put(String.valueOf(name), value));
        } else if (section.get("results") instanceof Map<?, ?> file) {
            collector.put(OptionCatalogue.TYPE, ResultCollectors.FILE);
            file.forEach((name, value) -> collector.put(String.valueOf(name), value));
        }
        return collector;
    }

    /** Whether something is run per trial: a command, or a Java class in a JVM of its own. */
    public boolean isProgram() {
        return command != null || java != null;
    }

    /** The command, and how parameters get into it; a class is run with its parameters in a file. */
    public CommandLine commandLine() {
        return java != null
                ? new CommandLine(java.command(), CommandLine.Form.JSON, program, python, nested)
                        .startedBy(Utf8.words())
                : new CommandLine(command == null ? List.of() : command, form, program, python, nested).ofHydra(hydra);
    }

    /**
     * What to look for in the output and the files of the program.
     *
     * @param study the study, whose metrics are looked for, and those that its constraints bound
     * @param isShared whether trials that run at the same time have one working directory, so that a file there may be another one's
     * @throws IllegalArgumentException if the collector is unknown, or if a pattern is no regular expression, or has no group for the value
     */
    public OutputRules outputRules(Settings study, boolean isShared) {
        List<Pattern> compiled = patterns.stream().map(OutputRules::pattern).toList();
        Set<String> others = new LinkedHashSet<>(study.metrics());
        study.constraints().forEach(constraint -> others.add(constraint.metric()));
        others.remove(study.metric());
        return new OutputRules(
                        study.metric(),
                        List.copyOf(others),
                        compiled,
                        collector.isEmpty() ? OutputRules.NO_COLLECTOR : ResultCollectors.of(collector),
                        scoreFile == null ? TrialDirectories.SCORE : scoreFile,
                        scoreFile != null && !isShared)
                .withSuccess(isSuccess);
    }

    /** The files of results that all trials have in common: neither they nor the working directory tell trials apart. */
    public List<String> sharedFiles() {
        List<String> files = new ArrayList<>();
        for (Object file : Arrays.asList(ResultCollectors.place(collector), scoreFile)) {
            boolean isOneFile = file != null
                    && !tellsTrialsApart(file.toString())
                    && (workdir == null
                            || Path.of(file.toString()).isAbsolute()
                            || !tellsTrialsApart(workdir.toString()));
            if (isOneFile) {
                files.add(file.toString());
            }
        }
        return files;
    }

    /** Whether a text is another one for every trial. */
    private static boolean tellsTrialsApart(String text) {
        List<String> macros = AttemptMacros.in(text);
        return macros.contains(AttemptMacros.DIRECTORY) || macros.contains(AttemptMacros.TRIAL);
    }
}
