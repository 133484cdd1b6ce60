package io.trialog.internal.protocol.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables by which the client of Weights &amp; Biases in a trial's program finds project, group and name. The sweep is not among
 * them, since the client would ignore project, entity and run then; and no key, which the program has from the user.
 */
public final class WandbVariables {

    private static final int SHORT_ID = 8;
    private static final int LONGEST_TAG = 64;

    private WandbVariables() {}

    /**
     * Whose run it is.
     *
     * @param study the study's name
     * @param studyId the study's id
     */
    public record Run(String study, String studyId, int trial, int attempt) {}

    /**
     * Returns the variables of an attempt.
     *
     * @param section the section {@code wandb} of the study file
     * @param directory the attempt's directory, in which off-line runs stay
     * @param isRestartable whether the scheduler may start the attempt again, so that the same run goes on
     * @param inherited what the program inherits; what the user decided there stays
     */
    public static Map<String, String> of(
            Map<String, ? extends @Nullable Object> section,
            Run run,
            Path directory,
            boolean isRestartable,
            Map<String, String> inherited) {
        Map<String, String> variables = new LinkedHashMap<>();
        given(section, "project", "WANDB_PROJECT", variables);
        given(section, "entity", "WANDB_ENTITY", variables);
        variables.put("WANDB_RUN_GROUP", run.study() + "-" + shortId(run.studyId()));
        given(section, "group", "WANDB_RUN_GROUP", variables);
        variables.put("WANDB_JOB_TYPE", "trial");
        String name = run.study() + "-" + String.format(Locale.ROOT, "%04d", run.trial());
        variables.put("WANDB_NAME", run.attempt() > 1 ? name + "-" + run.attempt() : name);
        variables.put("WANDB_RUN_ID", run.studyId() + "-" + run.trial() + "-" + run.attempt());
        if (isRestartable) {
            variables.put("WANDB_RESUME", "allow");
        }
        variables.put("WANDB_TAGS", String.join(",", tags(section, run.study())));
        variables.put("WANDB_DIR", directory.toString());
        if (!inherited.containsKey("WANDB_MODE")) {
            given(section, "mode", "WANDB_MODE", variables);
        }
        if (!inherited.containsKey("WANDB_SILENT")) {
            variables.put("WANDB_SILENT", "true");
        }
        return variables;
    }

    private static void given(
            Map<String, ? extends @Nullable Object> section, String key, String name, Map<String, String> variables) {
        Object value = section.get(key);
        if (value != null) {
            variables.put(name, value.toString());
        }
    }

    private static List<String> tags(Map<String, ? extends @Nullable Object> section, String study) {
        List<String> tags = new ArrayList<>(List.of("trialog"));
        tags.add(study.length() > LONGEST_TAG ? study.substring(0, LONGEST_TAG) : study);
        if (section.get("tags") instanceof List<?> own) {
            own.forEach(tag -> tags.add(String.valueOf(tag)));
        }
        return tags.stream().distinct().toList();
    }

    private static String shortId(String id) {
        return id.length() > SHORT_ID ? id.substring(id.length() - SHORT_ID) : id;
    }
}
