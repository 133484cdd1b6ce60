package io.trialog.internal.config;

import io.trialog.internal.yaml.Item;
import java.util.List;

/** Finds where a study file has a level too few or too many, for the line "Maybe ..." of an error. */
final class Levels {

    /** Keys of which every parameter that is no group has at least one. */
    private static final List<String> OF_A_PARAMETER = List.of("values", "value", "min", "max", "distribution", "mu");

    /** Keys of which every study file has at least one. */
    private static final List<String> OF_A_FILE = List.of("parameters", "metric", "metrics", "method", "objective");

    private Levels() {}

    /** What a key at the top of a file was probably meant to be. */
    static String ofFile(Item.Entry entry) {
        if (describesParameter(entry.value())) {
            return "Maybe it is a parameter: parameters: {" + entry.key() + ": {...}}.";
        }
        return hasOneOf(entry.value(), OF_A_FILE)
                ? "Maybe a level less: what '" + entry.key() + "' holds is the file."
                : "";
    }

    /** What a key of a parameter was probably meant to be. */
    static String ofParameter(Item.Entry entry, String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (last.equals("parameters")) {
            return "Maybe a level less: parameters: {" + entry.key() + ": {...}}.";
        }
        return describesParameter(entry.value())
                ? "Maybe a level more: " + last + ": {parameters: {" + entry.key() + ": {...}}}."
                : "";
    }

    /** What a key of a metric was probably meant to be. */
    static String ofMetric(Item.Entry entry) {
        return hasOneOf(entry.value(), List.of("goal", "target"))
                ? "Maybe metric: {name: " + entry.key() + ", goal: minimize}."
                : "";
    }

    /** What a parameter that is no map was probably meant to be; an empty text if that is its value. */
    static String ofName(Item.Entry entry) {
        return OF_A_PARAMETER.contains(entry.key()) ? "Maybe the name is missing: x: {" + entry.key() + ": ...}." : "";
    }

    private static boolean describesParameter(Item item) {
        return hasOneOf(item, OF_A_PARAMETER);
    }

    private static boolean hasOneOf(Item item, List<String> keys) {
        return item instanceof Item.Mapping mapping && keys.stream().anyMatch(mapping.entries()::containsKey);
    }
}
