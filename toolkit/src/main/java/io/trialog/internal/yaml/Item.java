package io.trialog.internal.yaml;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows its place: {@code higgs.yaml:12}, or {@code --set trials=x}. */
public sealed interface Item {

    /** How the place of a setting begins that was given beside the file. */
    String GIVEN = "--set ";

    String place();

    /** Returns whether it was given beside the file, so that its relative paths are meant from where it was typed. */
    default boolean isGiven() {
        return place().startsWith(GIVEN);
    }

    /** What it is, for messages. */
    String kind();

    /** A map; keys in the order of the file. */
    record Mapping(String place, Map<String, Entry> entries) implements Item {
        @Override
        public String kind() {
            return "a map";
        }
    }

    /** A key, with the place of the key, and its value. */
    record Entry(String place, String key, Item value) {}

    /** A list. */
    record Sequence(String place, List<Item> items) implements Item {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A scalar as it was written.
     *
     * @param plain whether it stood without quotes, so that YAML gives it a type
     */
    record Scalar(String place, String text, boolean plain) implements Item {
        @Override
        public String kind() {
            return plain ? "'" + text + "'" : "the text '" + text + "'";
        }

        public boolean isNull() {
            return plain && Scalars.isNull(text);
        }
    }
}
