package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.wandb.Macros;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.HydraRun;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code objective}, and W&amp;B's {@code program} and {@code command}: how a trial is run. */
final class ObjectiveReader {

    private static final List<String> KEYS = List.of(
            "command",
            "class",
            "classpath",
            "java_args",
            "parameters",
            "workdir",
            "pattern",
            "patterns",
            "results",
            "collect",
            "score_file",
            "program",
            "style",
            "nested",
            ObjectiveSettings.SUCCESS,
            HydraRun.SECTION);
    private static final Pattern CLASS = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
    private static final List<String> FORMS = List.of("flags", "hydra", "json", "env");

    private final RelativePaths paths;
    private final Notes notes;
    private final CommandReader commands;

    /**
     * Reads an objective.
     *
     * @param directory what paths are relative to, absolute
     * @param isOnCluster whether it is run on other machines
     */
    ObjectiveReader(Path directory, boolean isOnCluster, Notes notes) {
        this.paths = new RelativePaths(directory);
        this.notes = notes;
        this.commands = new CommandReader(notes, isOnCluster);
    }

    Map<String, @Nullable Object> read(Fields file, ParameterReader parameters) {
        boolean sweep = file.has("program") || file.has("command");
        Item section = file.get("objective");
        Fields own = section == null ? null : objective(section);
        if (sweep && own != null && own.has("command")) {
            throw StudyFileException.at(
                    own.place("command"),
                    "'objective.command' and '" + (file.has("command") ? "command" : "program")
                            + "' say the same thing; only one of them may be there.");
        }
        if (own != null && own.has("class")) {
            requireAlone(own, sweep);
        } else if (own != null) {
            refuse(own, "classpath", "class");
            refuse(own, "java_args", "class");
        }
        if (own != null && !own.has("command")) {
            refuse(own, "program");
            refuse(own, "style");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (sweep) {
            sweep(file, own, map);
        } else if (own != null && own.has("command")) {
            command(own, map);
        } else if (own != null && own.has("class")) {
            javaClass(own, map);
        }
        if (own != null) {
            if (own.has("parameters")) {
                map.put("parameters", YamlValues.word(own.need("parameters"), "objective.parameters", FORMS));
            }
            if (own.has("workdir")) {
                Item workdir = own.need("workdir");
                String text = PathMacros.text(workdir, "objective.workdir", notes);
                map.put("workdir", PathMacros.beginsWithMacro(text) ? text : path(workdir, text, "objective.workdir"));
            }
            new ResultReader(notes).read(own, map);
            if (own.has(ObjectiveSettings.SUCCESS)) {
                map.put(
                        ObjectiveSettings.SUCCESS,
                        YamlValues.flag(own.need(ObjectiveSettings.SUCCESS), own.name(ObjectiveSettings.SUCCESS)));
            }
        }
        if (map.containsKey("command") || map.containsKey("class")) {
            if (!map.containsKey("class")) {
                map.putIfAbsent("parameters", "flags");
            }
            Path base = paths.base(program(file, own));
            map.putIfAbsent("workdir", base.toString());
            resolvePrograms(map, base);
            HydraReader.complete(own == null ? null : own.get(HydraRun.SECTION), map);
            noteTexts(map, parameters);
            if ("env".equals(map.get("parameters"))) {
                commands.checkVariables(place(file, own), parameters.names());
            }
            commands.checkValues(map, parameters);
        }
        if (!parameters.nested().isEmpty()) {
            map.put("nested", parameters.nested());
        }
        return map;
    }

    /** Where it is said how parameters are passed. */
    private static String place(Fields file, @Nullable Fields own) {
        return own != null && own.has("parameters")
                ? own.place("parameters")
                : file.place(file.has("command") ? "command" : "program");
    }

    /** What is relative to the study file is not there any more in a working directory of the trial's own. */
    private static void resolvePrograms(Map<String, @Nullable Object> map, Path base) {
        if (AttemptMacros.in(String.valueOf(map.get("workdir"))).isEmpty()) {
            return;
        }
        if (map.get("command") instanceof List<?> command) {
            List<String> words = command.stream().map(String::valueOf).toList();
            map.put("command", PathMacros.resolved(words, base));
        }
        map.computeIfPresent("program", (key, program) -> PathMacros.resolved(String.valueOf(program), base));
    }

    /** A list among the choices keeps its type in JSON and for Hydra; on a command line and in a variable it is a text. */
    private static void noteTexts(Map<String, @Nullable Object> map, ParameterReader parameters) {
        Object form = map.get("parameters");
        boolean typed = "json".equals(form)
                || map.containsKey("class")
                || "hydra".equals(form)
                || map.get("command") instanceof List<?> command
                        && command.stream()
                                .anyMatch(element ->
                                        Macros.word(String.valueOf(element)).startsWith("args_json"));
        if (!typed) {
            parameters.noteTexts();
        }
    }

    /** What says which program is run: without a working directory, it runs where that was written. */
    private static Item program(Fields file, @Nullable Fields own) {
        for (String key : List.of("command", "class")) {
            Item item = own == null ? null : own.get(key);
            if (item != null) {
                return item;
            }
        }
        Item command = file.get("command");
        return command == null ? file.need("program") : command;
    }

    private static void refuse(Fields own, String key) {
        refuse(own, key, "command");
    }

    private static void refuse(Fields own, String key, String without) {
        if (own.has(key)) {
            throw StudyFileException.at(
                    own.place(key), "'objective." + key + "' needs 'objective." + without + "' beside it.");
        }
    }

    /** A class is the command, and it is handed its parameters as an object. */
    private static void requireAlone(Fields own, boolean sweep) {
        own.notBoth("class", "command");
        if (own.has("parameters")) {
            throw StudyFileException.at(
                    own.place("parameters"),
                    "'objective.parameters' must not stand beside 'objective.class', which has its parameters from its"
                            + " TrialClient.");
        }
        if (sweep) {
            throw StudyFileException.at(
                    own.place("class"), "'objective.class' must not stand beside 'program' or 'command'.");
        }
    }

    private void javaClass(Fields own, Map<String, @Nullable Object> map) {
        Item item = own.need("class");
        String name = YamlValues.text(item, "objective.class");
        if (!CLASS.matcher(name).matches()) {
            throw new StudyFileException(
                    YamlValues.wrong(item, "objective.class", "the full name of a class")
                                    .getMessage() + "\nMaybe com.acme.MyObjective.");
        }
        map.put("class", name);
        if (own.has("classpath")) {
            map.put(
                    "classpath",
                    YamlValues.texts(own.need("classpath"), "objective.classpath").stream()
                            .map(entry -> path(own.need("classpath"), entry, "objective.classpath"))
                            .toList());
        }
        if (own.has("java_args")) {
            map.put("java_args", YamlValues.texts(own.need("java_args"), "objective.java_args"));
        }
    }

    private static Fields objective(Item section) {
        if (section instanceof Item.Mapping) {
            return Fields.of(section, "objective", KEYS);
        }
        throw new StudyFileException(YamlValues.wrong(section, "objective", "a map")
                        .getMessage() + "\nMaybe objective: {command: [java, Train.java]}.");
    }

    private void command(Fields own, Map<String, @Nullable Object> map) {
        String program = own.text("program");
        List<String> command = commands.read(own.need("command"), "objective.command", program);
        map.put("command", command);
        if (program != null) {
            map.put("program", program);
        }
        if (own.has("style")) {
            map.put("style", YamlValues.word(own.need("style"), "objective.style", List.of("wandb")));
        } else if (Macros.any(command)) {
            map.put("style", "wandb");
        }
    }

    private void sweep(Fields file, @Nullable Fields own, Map<String, @Nullable Object> map) {
        Item item = file.get("command");
        String program = file.text("program");
        List<String> command = item == null ? Macros.STANDARD : commands.read(item, "command", program);
        map.put("command", command);
        if (program != null) {
            map.put("program", program);
        }
        String place = file.place(item == null ? "program" : "command");
        map.put("style", "wandb");
        boolean otherwise = own != null && own.has("parameters");
        if (!Macros.passParameters(command) && !otherwise) {
            map.put("parameters", "env");
            notes.add(
                    place,
                    "The command has no ${args}, so the program finds its parameters only in environment variables and"
                            + " in params.json.");
        }
    }

    private String path(Item item, String text, String what) {
        try {
            return paths.base(item).resolve(text).normalize().toString();
        } catch (InvalidPathException e) {
            throw new StudyFileException(YamlValues.wrong(item, what, "a path").getMessage(), e);
        }
    }
}
