package io.trialog.internal.project;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import io.trialog.internal.yaml.YamlText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the files that {@code trialog init} writes.
 *
 * @param project the directory of the project
 * @param values the answers by question, {@code null} where nobody knows
 * @param reasons the evidence by question
 * @param hsm the configuration of hpc-sweep-manager, or {@code null}
 */
public record ProjectTexts(
        Path project,
        Map<String, @Nullable String> values,
        Map<String, String> reasons,
        @Nullable HsmConfig hsm) {

    private static final String LOCAL = "local";

    /** Returns the text of the project file. */
    public String projectFile() {
        StringBuilder text = new StringBuilder("""
                # What the sweeps and studies of this project have in common. A study file and the command line win over it.
                """);
        String name = hsm == null ? null : hsm.text("project.name");
        String own = String.valueOf(project.getFileName());
        text.append("project: {name: ")
                .append(YamlText.of(name == null ? own : name))
                .append("}\n");
        text.append("paths:\n");
        path(text, "python", "python");
        path(text, "train_script", "script");
        path(text, "config_dir", "config-dir");
        path(text, "scratch", "scratch");
        text.append(
                "executor:\n  type: auto                        # a job per trial where a scheduler is, else this machine\n");
        Map<String, Object> executor = executor();
        executor.forEach((key, value) -> text.append("  ")
                .append(key)
                .append(": ")
                .append(YamlText.of(plain(value)))
                .append('\n'));
        if (isCluster()) {
            text.append("  # gpus: ").append(reasons.getOrDefault("gpus", "")).append('\n');
            text.append("  # max_array_size: 1000            # below the scheduler's own limit\n");
        }
        text.append(isCluster() ? "controller:\n" : "# controller:\n");
        text.append(isCluster() ? "  time: \"1-00:00:00\"\n" : "#   time: \"1-00:00:00\"\n");
        trackers(text);
        return text.toString();
    }

    private static Object plain(Object value) {
        return value instanceof String text && text.matches("\\d{1,9}") ? (Object) Long.valueOf(text) : value;
    }

    private boolean isCluster() {
        return !LOCAL.equals(values.get("scheduler"));
    }

    private void path(StringBuilder text, String key, String question) {
        String value = values.get(question);
        String reason = reasons.getOrDefault(question, "");
        text.append("  ")
                .append(value == null ? "# " : "")
                .append(key)
                .append(": ")
                .append(value == null ? "" : YamlText.of(written(value)))
                .append("  # ")
                .append(reason.replace('\n', ' '))
                .append('\n');
    }

    /** A path in the project is written without it, so that the project may move. */
    private String written(String value) {
        Path path = project.resolve(value).normalize();
        return path.startsWith(project) && !path.equals(project)
                ? project.relativize(path).toString()
                : value;
    }

    private Map<String, Object> executor() {
        Map<String, Object> executor = new LinkedHashMap<>();
        if (hsm != null) {
            executor.putAll(hsm.executor());
        }
        String time = values.get("time");
        if (time != null) {
            executor.put("time", time);
        }
        for (String question : new String[] {"partition", "gpus"}) {
            String value = values.get(question);
            if (value != null && isCluster()) {
                executor.put(question, value);
            }
        }
        return executor;
    }

    private void trackers(StringBuilder text) {
        String wandb = hsm == null ? null : hsm.text("wandb.project");
        String entity = hsm == null ? null : hsm.text("wandb.entity");
        if (wandb == null) {
            text.append("# wandb: {project: ")
                    .append(YamlText.of(String.valueOf(project.getFileName())))
                    .append("}\n");
        } else {
            text.append("wandb: {project: ").append(YamlText.of(wandb));
            text.append(entity == null ? "" : ", entity: " + YamlText.of(entity))
                    .append("}\n");
        }
        text.append("# mlflow: {tracking_uri: \"http://localhost:5000\"}\n");
        String slack = hsm == null ? null : hsm.slack();
        if (hsm == null || slack == null) {
            text.append("# notify: {on: [done, failed], slack: {env: SLACK_WEBHOOK}}\n");
        } else {
            text.append("notify: {on: [done, failed], slack: ")
                    .append(YamlText.of(Map.of("file", hsm.file().toString(), "key", slack)))
                    .append("}\n");
        }
    }

    /** Returns the text of a first sweep file. */
    public String sweepFile() {
        String script = String.valueOf(values.get("script"));
        String key = key(project.resolve(script));
        return """
                # A sweep: 'trialog sweep --count' counts it, 'trialog sweep' runs it.
                sweep:
                  grid:                           # every combination, the first key slowest
                    %s: [1, 2, 3]
                    # optimizer.lr: [0.1, 0.01]   # keys as your configuration has them; +name adds one
                  # paired:                       # lists that are walked through together
                  #   - {model.name: [cnn, mlp], model.dropout: [0.1, 0.2]}
                # metric: {name: accuracy, goal: maximize}  # without one, a trial succeeds if its program does
                # metadata: {description: "", wandb_project: ""}
                # executor: {time: "04:00:00"}    # what the project file says may be said otherwise here
                script: %s
                """.formatted(key, YamlText.of(script));
    }

    /** A first key to vary: the seed where the configuration has one, else its first integer. */
    private static String key(Path script) {
        HydraMain main = HydraMain.of(script);
        Path directory = main == null ? null : main.directory(script);
        String name = main == null ? null : main.configName();
        if (directory == null || name == null) {
            return main == null ? "seed" : "+seed";
        }
        try {
            Item item = YamlLoader.load(ProjectFiles.text(directory.resolve(name + ".yaml")), name);
            if (item instanceof Item.Mapping config) {
                if (config.entries().containsKey("seed")) {
                    return "seed";
                }
                for (Item.Entry entry : config.entries().values()) {
                    if (entry.value() instanceof Item.Scalar value
                            && value.plain()
                            && value.text().matches("\\d{1,9}")) {
                        return entry.key();
                    }
                }
            }
        } catch (StudyFileException e) {
            return "+seed";
        }
        return "+seed";
    }
}
