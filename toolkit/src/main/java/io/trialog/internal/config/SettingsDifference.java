package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.ResolvedSettings;
import io.trialog.internal.yaml.YamlText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.study.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an edited study file changes in a study that exists. Bounds, steps, probabilities, conditions, new parameters,
 * constraints, rules that stop, objective, executor, sampler and pruner may change; name, metrics, directions, seed, a parameter's kind, its log flag,
 * its choices or the rows of paired parameters may not, since the trials that are there would mean something else. Immutable.
 *
 * @param differences one line per change, such as {@code sampler.startup_trials: 10 -> 20}; empty if nothing changed
 * @param settings the settings in force from now on
 */
public record SettingsDifference(List<String> differences, Settings settings) {

    public SettingsDifference {
        differences = List.copyOf(differences);
    }

    /** Whether the file asks for what the study already does. */
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /**
     * Compares.
     *
     * @param stored the settings in the log
     * @param edited the settings that the file asks for now; where it names no seed, with the stored one
     * @param source the file, for messages
     * @throws StudyFileException if something changed that may not; the message names all of it
     */
    public static SettingsDifference between(Settings stored, Settings edited, String source) {
        List<String> forbidden = new ArrayList<>();
        fixed("name", stored.name(), edited.name(), forbidden);
        fixed("metric", stored.metrics(), edited.metrics(), forbidden);
        fixed("goal", stored.directions(), edited.directions(), forbidden);
        fixed("seed", stored.seed(), edited.seed(), forbidden);
        List<String> differences = new ArrayList<>();
        parameters(stored, edited, differences, forbidden);
        if (!forbidden.isEmpty()) {
            throw new StudyFileException(source + ": The study '" + stored.name()
                    + "' exists and has trials of its own kind, so this may not change:\n  "
                    + String.join("\n  ", forbidden)
                    + "\nMaybe undo the edit; a new study needs another name.");
        }
        section("objective", stored.objective(), edited.objective(), differences);
        Settings before = ResolvedSettings.of(stored, stored);
        Settings now = resolved(edited, stored, source);
        type("sampler", before.sampler(), now.sampler(), edited.sampler().keySet(), differences);
        type("pruner", before.pruner(), now.pruner(), edited.pruner().keySet(), differences);
        section(
                "executor",
                StudyFileWriter.executor(stored.executor()),
                StudyFileWriter.executor(edited.executor()),
                differences);
        section("constraints", StudyFileWriter.constraints(stored), StudyFileWriter.constraints(edited), differences);
        section("stop_when", StudyFileWriter.stopWhen(stored), StudyFileWriter.stopWhen(edited), differences);
        return new SettingsDifference(differences, differences.isEmpty() ? stored : now);
    }

    private static Settings resolved(Settings edited, Settings stored, String source) {
        try {
            return ResolvedSettings.of(edited, stored);
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(source + ": " + e.getMessage());
        }
    }

    private static void fixed(String what, Object stored, Object edited, List<String> forbidden) {
        if (!stored.equals(edited)) {
            forbidden.add(what + ": " + shown(stored) + " -> " + shown(edited));
        }
    }

    private static void parameters(Settings stored, Settings edited, List<String> differences, List<String> forbidden) {
        List<String> fresh = new ArrayList<>();
        for (Parameter parameter : edited.space().parameters()) {
            if (stored.space().get(parameter.name()) == null) {
                fresh.add(parameter.name());
            }
        }
        for (Parameter old : stored.space().parameters()) {
            Parameter now = edited.space().get(old.name());
            if (now == null) {
                String renamed = Nearest.of(old.name(), fresh);
                forbidden.add("parameter " + old.name() + ": " + shown(old) + " -> gone"
                        + (renamed == null ? "" : " (renamed '" + renamed + "'?)"));
            } else {
                compare(old, now, differences, forbidden);
            }
        }
        if (!stored.space().pairings().equals(edited.space().pairings())) {
            forbidden.add("paired: " + YamlText.of(StudyFileWriter.paired(stored.space())) + " -> "
                    + YamlText.of(StudyFileWriter.paired(edited.space())));
        }
        for (String name : fresh) {
            Parameter parameter = Objects.requireNonNull(edited.space().get(name));
            differences.add("parameter " + name + ": new, " + shown(parameter));
        }
    }

    private static void compare(Parameter old, Parameter now, List<String> differences, List<String> forbidden) {
        if (old.equals(now)) {
            return;
        }
        String line = "parameter " + old.name() + ": " + shown(old) + " -> " + shown(now);
        Distribution before = old.distribution();
        if (before.isCompatibleWith(now.distribution())) {
            differences.add(line);
        } else {
            String why = before.getClass() != now.distribution().getClass()
                    ? "its kind"
                    : before instanceof CategoricalDistribution ? "its choices" : "its log flag";
            forbidden.add(line + " (" + why + ")");
        }
    }

    /** Of another type, the options that the user named; the others have nothing to do with what was there. */
    private static void type(
            String name,
            Map<String, @Nullable Object> stored,
            Map<String, @Nullable Object> edited,
            Set<String> named,
            List<String> differences) {
        if (Objects.equals(stored.get(OptionCatalogue.TYPE), edited.get(OptionCatalogue.TYPE))) {
            section(name, stored, edited, differences);
            return;
        }
        Map<String, @Nullable Object> said = new LinkedHashMap<>(edited);
        said.keySet().retainAll(named);
        Map<String, @Nullable Object> before = OptionCatalogue.ofType(String.valueOf(stored.get(OptionCatalogue.TYPE)));
        if (stored.containsKey(PrunerCatalogue.PRINTED)) {
            before.put(
                    PrunerCatalogue.PRINTED, stored.get(PrunerCatalogue.PRINTED)); // means the same, whatever the type
        }
        section(name, before, said, differences);
    }

    private static void section(
            String name,
            Map<String, @Nullable Object> stored,
            Map<String, @Nullable Object> edited,
            List<String> differences) {
        Set<String> keys = new LinkedHashSet<>(stored.keySet());
        keys.addAll(edited.keySet());
        for (String key : keys) {
            if (!Objects.equals(stored.get(key), edited.get(key))) {
                differences.add(name + "." + key + ": " + option(stored, key) + " -> " + option(edited, key));
            }
        }
    }

    private static String option(Map<String, @Nullable Object> map, String key) {
        return map.containsKey(key) ? YamlText.of(map.get(key)) : "(default)";
    }

    private static String shown(Object value) {
        if (value instanceof Parameter parameter) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>(StudyFileWriter.describe(parameter.distribution()));
            Condition when = parameter.when();
            if (when != null) {
                map.put("when", when.parents());
            }
            return YamlText.of(map);
        }
        if (value instanceof List<?> list && list.size() == 1) {
            return String.valueOf(list.get(0));
        }
        return String.valueOf(value);
    }
}
