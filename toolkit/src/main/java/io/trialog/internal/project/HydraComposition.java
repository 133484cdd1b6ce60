package io.trialog.internal.project;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a program of Hydra as Hydra composes it: the program is asked for it ({@code --cfg all}) and runs no further than
 * its imports.
 *
 * @param keys the value of each key that is no map, by its dotted name, as it stands; those of Hydra itself left out
 * @param groups the chosen option of each group in the defaults
 * @param isMultirun whether the configuration asks for several runs
 */
public record HydraComposition(Map<String, Item> keys, Map<String, String> groups, boolean isMultirun) {

    private static final String HYDRA = "hydra";
    private static final int LINES = 6;

    /**
     * What a program answers.
     *
     * @param composition the configuration, or {@code null} if there is none
     * @param error what went wrong, in one or more lines; empty if nothing
     * @param isOfHydra whether Hydra itself refuses the configuration, so that every run would fail
     */
    public record Answer(@Nullable HydraComposition composition, String error, boolean isOfHydra) {}

    /**
     * How a program is asked.
     *
     * @param command the words that start it
     * @param workdir where it runs
     * @param setup lines of shell that run before it
     * @param environment its variables
     * @param timeout how long it may take
     */
    public record Program(
            List<String> command,
            Path workdir,
            List<String> setup,
            Map<String, String> environment,
            Duration timeout) {}

    /**
     * Asks a program for its configuration.
     *
     * @param program how it is asked
     * @param overrides options of groups, such as {@code model=cnn}
     */
    public static Answer of(Program program, List<String> overrides) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script(program.setup()), "trialog"));
        words.add(program.workdir().toString());
        words.addAll(program.command());
        words.addAll(List.of("--cfg", "all"));
        words.addAll(overrides);
        try {
            CommandRunner.Answer answer = new CommandRunner(program.environment()).run(words, null, program.timeout());
            if (answer.isTimeout()) {
                return new Answer(
                        null, "it did not answer within " + program.timeout().toSeconds() + " s", false);
            }
            return answer.isOk() ? parsed(answer.output()) : failed(answer);
        } catch (IOException e) {
            return new Answer(null, "it can't be started: " + e.getMessage(), false);
        }
    }

    private static String script(List<String> setup) {
        StringBuilder script = new StringBuilder("cd \"$1\" || exit 126\nshift\n");
        setup.forEach(line -> script.append(line).append(" || exit 125\n"));
        return script.append("exec \"$@\"\n").toString();
    }

    /** A program that breaks has a traceback; Hydra's own refusals have none. */
    private static Answer failed(CommandRunner.Answer answer) {
        String errors = answer.errors().strip();
        boolean isBroken = errors.isEmpty()
                || errors.contains("Traceback (most recent call last)")
                || answer.code() == 125
                || answer.code() == 126
                || answer.wasKilled();
        List<String> lines = errors.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(HINT))
                .toList();
        String words = isBroken
                ? lines.isEmpty()
                        ? "exit code " + answer.code()
                        : lines.get(lines.size() - 1).strip()
                : lines.stream().limit(LINES).map(String::strip).collect(Collectors.joining("; "));
        return new Answer(null, words, !isBroken);
    }

    /** What stands at the end of whatever a program of Hydra says before it fails. */
    private static final String HINT = "Set the environment variable HYDRA_FULL_ERROR";

    private static Answer parsed(String yaml) {
        try {
            Item item = YamlLoader.load(yaml, "the composed configuration");
            if (item instanceof Item.Mapping mapping) {
                return new Answer(composition(mapping), "", false);
            }
            return new Answer(null, "what it printed is no configuration", false);
        } catch (StudyFileException e) {
            return new Answer(null, "what it printed is no configuration: " + e.getMessage(), false);
        }
    }

    private static HydraComposition composition(Item.Mapping all) {
        Map<String, Item> keys = new LinkedHashMap<>();
        all.entries().forEach((key, entry) -> {
            if (!key.equals(HYDRA)) {
                flatten(key, entry.value(), keys);
            }
        });
        Map<String, String> groups = new LinkedHashMap<>();
        if (at(all, HYDRA, "runtime", "choices") instanceof Item.Mapping choices) {
            choices.entries().forEach((group, entry) -> {
                if (!group.startsWith(HYDRA + "/") && entry.value() instanceof Item.Scalar option) {
                    groups.put(group, option.text());
                }
            });
        }
        boolean isMultirun = at(all, HYDRA, "mode") instanceof Item.Scalar mode
                && mode.text().equals("MULTIRUN");
        return new HydraComposition(keys, groups, isMultirun);
    }

    private static @Nullable Item at(Item.Mapping map, String... path) {
        Item item = map;
        for (String key : path) {
            Item.Entry entry =
                    item instanceof Item.Mapping mapping ? mapping.entries().get(key) : null;
            if (entry == null) {
                return null;
            }
            item = entry.value();
        }
        return item;
    }

    private static void flatten(String name, Item item, Map<String, Item> keys) {
        if (item instanceof Item.Mapping mapping && !mapping.entries().isEmpty()) {
            mapping.entries().forEach((key, entry) -> flatten(name + "." + key, entry.value(), keys));
            return;
        }
        keys.put(name, item);
        if (item instanceof Item.Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                flatten(name + "." + i, list.items().get(i), keys);
            }
        }
    }

    /** Returns whether an override of this key changes something that is there: a value, a whole map, or a group. */
    public boolean has(String key) {
        return keys.containsKey(key)
                || groups.containsKey(key)
                || keys.keySet().stream().anyMatch(other -> other.startsWith(key + "."));
    }
}
