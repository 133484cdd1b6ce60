package io.trialog.internal.config;

import io.trialog.internal.project.HydraMain;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.HydraRun;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlValues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code objective.hydra}: what a program of Hydra is told beside its parameters. */
final class HydraReader {

    private static final String TITLE = "objective." + HydraRun.SECTION;

    private HydraReader() {}

    /**
     * Completes an objective: a program whose main function is Hydra's gets the trial's directory, and what it returns is its score.
     *
     * @param section the section, or {@code null}
     * @param objective what was read of the objective, its command and working directory included
     */
    static void complete(@Nullable Item section, Map<String, @Nullable Object> objective) {
        Map<String, @Nullable Object> hydra = new LinkedHashMap<>();
        Path script = script(objective);
        HydraMain main = script == null ? null : HydraMain.of(script);
        if (script != null && main != null) {
            hydra.put(HydraRun.RUN_DIR, true);
            hydra.put(HydraRun.SCORE, true);
            if (main.isMultirun(script)) {
                hydra.put(HydraRun.SINGLE, true);
            }
        }
        if (section != null) {
            read(section, hydra);
        }
        if (!hydra.isEmpty()) {
            objective.put(HydraRun.SECTION, hydra);
        }
    }

    private static void read(Item section, Map<String, @Nullable Object> hydra) {
        Fields fields = Fields.of(section, TITLE, HydraRun.KEYS);
        for (String key : HydraRun.KEYS) {
            Item item = fields.get(key);
            boolean isName = key.equals(HydraRun.GROUP)
                    && item instanceof Item.Scalar scalar
                    && !scalar.text().equals("true")
                    && !scalar.text().equals("false");
            if (item != null) {
                hydra.put(
                        key,
                        isName ? YamlValues.text(item, fields.name(key)) : YamlValues.flag(item, fields.name(key)));
            }
        }
    }

    /** The Python file that is run, if parameters are overrides of Hydra; else {@code null}. */
    private static @Nullable Path script(Map<String, @Nullable Object> objective) {
        if (!(objective.get("command") instanceof List<?> command)) {
            return null;
        }
        boolean overrides = "hydra".equals(objective.get("parameters"))
                || command.stream().anyMatch(word -> String.valueOf(word).endsWith("_hydra}"));
        return overrides ? script(command, objective) : null;
    }

    /** The Python file that a command runs, or {@code null}. */
    private static @Nullable Path script(List<?> command, Map<String, @Nullable Object> objective) {
        String workdir = String.valueOf(objective.get("workdir"));
        String program = String.valueOf(objective.get("program"));
        for (Object element : command) {
            String word = String.valueOf(element).replace("${program}", program);
            if (word.endsWith(".py")
                    && AttemptMacros.in(word).isEmpty()
                    && AttemptMacros.in(workdir).isEmpty()) {
                try {
                    return Path.of(workdir).resolve(word).normalize();
                } catch (InvalidPathException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
