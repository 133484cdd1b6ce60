package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.ResultCollectors;
import io.trialog.internal.option.SectionReader;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads from {@code objective} where a program's results are found. */
final class ResultReader {

    private final Notes notes;

    ResultReader(Notes notes) {
        this.notes = notes;
    }

    void read(Fields own, Map<String, @Nullable Object> map) {
        own.notBoth("pattern", "patterns");
        if (own.has("pattern")) {
            map.put("patterns", List.of(pattern(own.need("pattern"))));
        } else if (own.has("patterns")) {
            map.put(
                    "patterns",
                    YamlValues.list(own.need("patterns"), "objective.patterns").stream()
                            .map(ResultReader::pattern)
                            .toList());
        }
        if (own.has("score_file")) {
            map.put("score_file", PathMacros.text(own.need("score_file"), "objective.score_file", notes));
        }
        if (own.has("results")) {
            map.put("results", results(own.need("results")));
        }
        own.notBoth("results", "collect");
        if (own.has("collect")) {
            map.put(
                    "collect",
                    new SectionReader(ResultCollectors.catalogue())
                            .read(own.need("collect"), ResultCollectors.FILE, notes));
        }
        if (own.has("nested")) {
            map.put("nested", nested(own.need("nested")));
        }
    }

    private static String pattern(Item item) {
        String text = YamlValues.text(item, "objective.patterns");
        try {
            if (Pattern.compile(text).matcher("").groupCount() >= 1) {
                return text;
            }
        } catch (PatternSyntaxException e) {
            throw new StudyFileException(
                    item.place() + ": 'objective.patterns' must be a regular expression, but in '" + text + "' "
                            + e.getDescription() + " at character " + e.getIndex() + ".",
                    e);
        }
        throw StudyFileException.at(
                item.place(),
                "'objective.patterns' must have a group around the value, but '" + text + "' has none.\nMaybe '" + text
                        + "(\\S+)'.");
    }

    private Map<String, @Nullable Object> results(Item item) {
        Fields fields = Fields.of(item, "objective.results", List.of("file", "key"));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("file", PathMacros.text(fields.need("file"), "objective.results.file", notes));
        if (fields.has("key")) {
            map.put("key", YamlValues.text(fields.need("key"), "objective.results.key"));
        }
        return map;
    }

    private static Map<String, @Nullable Object> nested(Item item) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        YamlValues.mapping(item, "objective.nested")
                .entries()
                .forEach((name, entry) -> map.put(name, YamlValues.texts(entry.value(), "objective.nested." + name)));
        return map;
    }
}
