package io.trialog.internal.configure;

import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.project.HydraComposition;
import io.trialog.internal.project.HydraMain;
import io.trialog.internal.project.ProjectFinding;
import io.trialog.internal.project.ProjectRoot;
import io.trialog.internal.project.PythonInterpreters;
import io.trialog.internal.project.TrainingScripts;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlText;
import io.trialog.internal.yaml.YamlValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A project that is configured: its program, asked for its configuration.
 *
 * @param root the directory of the project
 * @param python the interpreter
 * @param script the program, absolute
 * @param environment the variables of this process
 */
public record ProjectForm(Path root, String python, Path script, Map<String, String> environment) {

    /** So many options of groups are composed. */
    private static final int MOST = 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /**
     * Finds the program of the project in which a file is to be.
     *
     * @param out the file
     * @param script the program, or {@code null} to look for it
     * @param python the interpreter, or {@code null} to look for it
     * @param environment the variables of this process
     * @throws RefusedException if there is none, or several could be meant
     */
    public static ProjectForm find(
            Path out, @Nullable Path script, @Nullable String python, Map<String, String> environment) {
        Path root = ProjectRoot.of(out.toAbsolutePath().normalize());
        Path program = script == null
                ? root.resolve(found(TrainingScripts.find(root), "--script"))
                : script.toAbsolutePath().normalize();
        String interpreter = python == null ? found(PythonInterpreters.find(root, environment), "--python") : python;
        return new ProjectForm(root, interpreter, program, environment);
    }

    private static String found(ProjectFinding finding, String option) {
        if (finding.value() == null) {
            String example = finding.candidates().isEmpty()
                    ? "FILE"
                    : finding.candidates().get(0);
            throw new RefusedException(finding.reason() + "\nMaybe " + option + " " + example + ".");
        }
        return finding.value();
    }

    /**
     * Asks the program for its configuration, and makes a form of it.
     *
     * @throws RefusedException if it is no program of Hydra, or its configuration does not compose
     */
    public SweepForm form() {
        HydraMain main = HydraMain.of(script);
        if (main == null) {
            throw new RefusedException(
                    "The form shows the configuration of a program of Hydra, but " + script
                            + " has no main function of Hydra.\nMaybe write sweeps/sweep.yaml by hand: sweep: {grid: {lr: [0.1, 0.01]}}.");
        }
        HydraComposition.Answer answer = composed(List.of());
        HydraComposition composition = answer.composition();
        if (composition == null) {
            throw new RefusedException("The configuration of " + script + " does not compose: " + answer.error()
                    + "\nMaybe run it by hand: " + python + " " + script.getFileName() + " --cfg job.");
        }
        Map<String, List<String>> options = options(composition, main.directory(script));
        List<FormRow> rows = new ArrayList<>(List.of(FormRow.of("metric", Kind.METRIC, "", null)));
        options.forEach((group, names) ->
                rows.add(FormRow.of(group, Kind.GROUP, composition.groups().getOrDefault(group, ""), null)));
        Map<String, FormRow.When> conditions = conditions(composition, options, rows);
        composition.keys().forEach((name, item) -> add(name, item, conditions.get(name), rows));
        return SweepForm.of("trialog configure: " + root.relativize(script), rows, options);
    }

    private HydraComposition.Answer composed(List<String> overrides) {
        HydraComposition.Program program =
                new HydraComposition.Program(List.of(python, script.toString()), root, List.of(), environment, TIMEOUT);
        return HydraComposition.of(program, overrides);
    }

    /** The groups with two options or more. */
    private static Map<String, List<String>> options(HydraComposition composition, @Nullable Path directory) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (String group : composition.groups().keySet()) {
            List<String> names = directory == null || group.contains("@") ? List.of() : names(directory.resolve(group));
            if (names.size() > 1) {
                options.put(group, names);
            }
        }
        return options;
    }

    private static List<String> names(Path directory) {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.yaml")) {
            files.forEach(file -> names.add(file.getFileName().toString().replaceFirst("\\.yaml$", "")));
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(names);
    }

    /** Keys that are not there with every option of a group; those that the present options lack become rows at once. */
    private Map<String, FormRow.When> conditions(
            HydraComposition standard, Map<String, List<String>> options, List<FormRow> rows) {
        Map<String, FormRow.When> conditions = new LinkedHashMap<>();
        int composed = 0;
        for (Map.Entry<String, List<String>> group : options.entrySet()) {
            Map<String, Map<String, Item>> keys = new LinkedHashMap<>();
            for (String option : group.getValue()) {
                boolean isStandard = option.equals(standard.groups().get(group.getKey()));
                HydraComposition other = isStandard
                        ? standard
                        : ++composed > MOST
                                ? null
                                : composed(List.of(group.getKey() + "=" + option))
                                        .composition();
                if (other != null) {
                    keys.put(option, other.keys());
                }
            }
            conditions(group.getKey(), keys, standard, conditions, rows);
        }
        return conditions;
    }

    private static void conditions(
            String group,
            Map<String, Map<String, Item>> keys,
            HydraComposition standard,
            Map<String, FormRow.When> conditions,
            List<FormRow> rows) {
        Map<String, Item> all = new LinkedHashMap<>();
        keys.values().forEach(one -> one.forEach(all::putIfAbsent));
        all.forEach((name, item) -> {
            List<String> with = keys.entrySet().stream()
                    .filter(option -> option.getValue().containsKey(name))
                    .map(Map.Entry::getKey)
                    .toList();
            if (with.size() < keys.size()) {
                FormRow.When when = new FormRow.When(group, with);
                conditions.put(name, when);
                if (!standard.keys().containsKey(name)) {
                    add(name, item, when, rows);
                }
            }
        });
    }

    /** Keys that begin with an underscore are Hydra's, and elements of lists vary with their list. */
    private static void add(String name, Item item, FormRow.@Nullable When when, List<FormRow> rows) {
        if (name.matches("(.*\\.)?_.*") || name.matches(".*\\.[0-9]+(\\..*)?")) {
            return;
        }
        rows.add(FormRow.of(name, kind(item), words(item), when));
    }

    private static Kind kind(Item item) {
        if (!(item instanceof Item.Scalar scalar)) {
            return Kind.TEXT;
        } else if (scalar.text().contains("${")) {
            return Kind.DERIVED;
        } else if (scalar.isNull() || scalar.text().equals("???")) {
            return Kind.REQUIRED;
        }
        Object value = YamlValues.typed(item);
        return value instanceof Long
                ? Kind.INTEGER
                : value instanceof Double ? Kind.REAL : value instanceof Boolean ? Kind.FLAG : Kind.TEXT;
    }

    private static String words(Item item) {
        if (item instanceof Item.Scalar scalar && scalar.plain()) {
            return scalar.text();
        }
        return YamlText.of(YamlValues.typed(item));
    }

    /**
     * Returns the file that a form describes.
     *
     * @param out where it is to be
     * @param more further lines, such as an executor; may be empty
     * @throws RefusedException if it would be no study file
     */
    public String text(SweepForm form, Path out, String more) {
        Path directory = out.toAbsolutePath().normalize().getParent();
        Path workdir = directory == null ? root : directory.relativize(root);
        Map<String, Object> objective = new LinkedHashMap<>();
        objective.put("command", List.of(python, root.relativize(script).toString()));
        objective.put("parameters", "hydra");
        objective.put("workdir", workdir.toString().isEmpty() ? "." : workdir.toString());
        try {
            String text = "# Made by 'trialog configure'. 'trialog sweep FILE --count' says how many trials it makes.\n"
                    + "objective: " + YamlText.of(objective) + "\n"
                    + SweepDraft.of(form).text() + more;
            StudyFileReader.parse(text, out.toAbsolutePath().normalize(), List.of());
            return text;
        } catch (StudyFileException | IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes a file in one step.
     *
     * @throws IOException if it can't be written; then nothing is there that was not there before
     */
    public static void write(Path out, String text) throws IOException {
        AtomicFile.writeWithDirectories(out, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
