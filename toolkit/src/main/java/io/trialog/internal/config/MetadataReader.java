package io.trialog.internal.config;

import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what people note about a study: {@code metadata: {tags, group, description}}. It has no effect. */
final class MetadataReader {

    /** The section. */
    static final String SECTION = "metadata";

    private static final List<String> TEXTS = List.of("group", "description");
    private static final String TAGS = "tags";
    private static final List<String> LABELS = List.of("description", "project", "entity");
    private static final List<String> HARMLESS = List.of("apiVersion", "kind");

    private MetadataReader() {}

    static Map<String, @Nullable Object> read(Item section) {
        Fields fields = Fields.of(section, SECTION, List.of(TAGS, "group", "description"));
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        Item tags = fields.get(TAGS);
        if (tags != null) {
            metadata.put(TAGS, new ArrayList<Object>(YamlValues.texts(tags, fields.name(TAGS))));
        }
        for (String key : TEXTS) {
            String text = fields.text(key);
            if (text != null) {
                metadata.put(key, text);
            }
        }
        return metadata;
    }

    /** Returns what the file says about itself. */
    static Map<String, @Nullable Object> labels(Fields file, Notes notes) {
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        for (String key : LABELS) {
            String text = file.text(key);
            if (text != null) {
                labels.put(key, text);
            }
        }
        if (file.has("project") || file.has("entity")) {
            notes.add(
                    file.place(file.has("project") ? "project" : "entity"),
                    "project and entity are kept but have no effect: nothing is sent to W&B by Trialog itself.");
        }
        if (file.has(SECTION)) {
            labels.put(SECTION, read(file.need(SECTION)));
        }
        for (String key : HARMLESS) {
            if (file.has(key)) {
                notes.add(file.place(key), "'" + key + "' has no effect.");
            }
        }
        return labels;
    }
}
