package io.trialog.internal.protocol.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts parameters whose names have several parts into maps of maps, as a sweep file with nested parameters has them. */
final class NestedNames {

    private NestedNames() {}

    /** The parameters, those in {@code nested} below the first of their parts, at the place of the first such one. */
    static Map<String, @Nullable Object> group(
            Map<String, @Nullable Object> parameters, Map<String, List<String>> nested) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            List<String> parts = nested.getOrDefault(name, List.of(name));
            Map<String, @Nullable Object> level = root;
            for (String part : parts.subList(0, parts.size() - 1)) {
                level = below(level, part);
            }
            level.put(parts.get(parts.size() - 1), value);
        });
        return root;
    }

    @SuppressWarnings("unchecked") // only maps that were made here are descended into
    private static Map<String, @Nullable Object> below(Map<String, @Nullable Object> level, String part) {
        Object child = level.get(part);
        if (child instanceof Map<?, ?>) {
            return (Map<String, @Nullable Object>) child;
        }
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        level.put(part, made);
        return made;
    }
}
