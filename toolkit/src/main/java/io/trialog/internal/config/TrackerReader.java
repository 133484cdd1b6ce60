package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.projection.mlflow.MlflowSettings;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.spi.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code mlflow} and {@code wandb}: the trackers that see a study. */
final class TrackerReader {

    /** The sections. */
    static final List<String> SECTIONS = List.of("mlflow", "wandb");

    private static final List<String> MLFLOW =
            List.of(MlflowSettings.TRACKING_URI, MlflowSettings.EXPERIMENT, MlflowSettings.PROGRAM);
    private static final List<String> WANDB = List.of("project", "entity", "group", "tags", "mode");
    private static final List<String> MODES = List.of("online", "offline", "disabled");
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_PROJECT = 128;

    private TrackerReader() {}

    /** Returns the sections by name; empty if the file has none. */
    static Map<String, @Nullable Object> read(Fields file) {
        Map<String, @Nullable Object> trackers = new LinkedHashMap<>();
        if (file.has("mlflow")) {
            trackers.put("mlflow", mlflow(file.need("mlflow")));
        }
        if (file.has("wandb")) {
            trackers.put("wandb", wandb(file.need("wandb")));
        }
        return trackers;
    }

    private static Map<String, @Nullable Object> mlflow(Item item) {
        Fields fields = Fields.of(item, "mlflow", MLFLOW);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (fields.has("tracking_uri")) {
            map.put("tracking_uri", address(fields.need("tracking_uri")));
        }
        text(fields, "experiment", map);
        if (fields.has("program")) {
            map.put("program", YamlValues.flag(fields.need("program"), fields.name("program")));
        }
        return map;
    }

    /** An address with a password is a secret. */
    private static Object address(Item item) {
        if (item instanceof Item.Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) ->
                            map.put(key, entry.value() instanceof Item.Scalar scalar ? scalar.text() : (Object) false));
            if (SecretReference.of(map) != null) {
                return map;
            }
            throw StudyFileException.at(
                    item.place(), "'mlflow.tracking_uri' must be an address, or " + SecretReference.RULE + ".");
        }
        String text = YamlValues.text(item, "mlflow.tracking_uri");
        if (MlflowSettings.isSecret(text)) {
            throw StudyFileException.at(
                    item.isGiven() ? Item.GIVEN + "mlflow.tracking_uri" : item.place(),
                    "'mlflow.tracking_uri' must not hold a user or a password. What is there is not shown."
                            + "\nMaybe export it as a variable, and write {env: NAME}.");
        }
        return text;
    }

    private static Map<String, @Nullable Object> wandb(Item item) {
        Fields fields = Fields.of(item, "wandb", WANDB);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        text(fields, "project", map);
        text(fields, "entity", map);
        text(fields, "group", map);
        if (String.valueOf(map.get("project")).length() > LONGEST_PROJECT) {
            throw YamlValues.wrong(
                    fields.need("project"), "wandb.project", "a text of at most " + LONGEST_PROJECT + " characters");
        }
        if (fields.has("tags")) {
            map.put("tags", tags(fields.need("tags")));
        }
        if (fields.has("mode")) {
            map.put("mode", YamlValues.word(fields.need("mode"), "wandb.mode", MODES));
        }
        return map;
    }

    private static List<Object> tags(Item item) {
        List<Item> items = item instanceof Item.Scalar ? List.of(item) : YamlValues.list(item, "wandb.tags");
        List<Object> tags = new ArrayList<>();
        for (Item element : items) {
            String tag = line(element, "wandb.tags");
            if (tag.length() > LONGEST_TAG || tag.contains(",")) {
                throw YamlValues.wrong(
                        element, "wandb.tags", "tags of at most " + LONGEST_TAG + " characters, without a comma");
            }
            tags.add(tag);
        }
        return tags;
    }

    private static void text(Fields fields, String key, Map<String, @Nullable Object> map) {
        if (fields.has(key)) {
            map.put(key, line(fields.need(key), fields.name(key)));
        }
    }

    private static String line(Item item, String what) {
        String text = YamlValues.text(item, what).strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw YamlValues.wrong(item, what, "a text of one line");
        }
        return text;
    }
}
