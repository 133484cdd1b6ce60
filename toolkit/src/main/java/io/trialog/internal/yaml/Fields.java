package io.trialog.internal.yaml;

import io.trialog.exception.StudyFileException;
import io.trialog.space.Nearest;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of one map of the study file, all keys known. A key without a value counts as absent. */
public final class Fields {

    private final Item.Mapping map;
    private final String title;

    private Fields(Item.Mapping map, String title) {
        this.map = map;
        this.title = title;
    }

    /**
     * The fields of {@code item}.
     *
     * @param title the dotted name of the map, empty for the whole file
     * @throws StudyFileException if it is no map or has a key outside {@code known}
     */
    public static Fields of(Item item, String title, Collection<String> known) {
        return of(item, title, known, entry -> "");
    }

    /**
     * The fields of {@code item}.
     *
     * @param title the dotted name of the map, empty for the whole file
     * @param known the keys that it may have
     * @param advice what an entry with another key was probably meant to be, a line that begins "Maybe", or an empty text
     * @return the fields
     * @throws StudyFileException if it is no map or has a key outside {@code known}
     */
    public static Fields of(Item item, String title, Collection<String> known, Function<Item.Entry, String> advice) {
        Item.Mapping map = YamlValues.mapping(item, title.isEmpty() ? "the study file" : title);
        for (Item.Entry entry : map.entries().values()) {
            if (!known.contains(entry.key())) {
                String line = advice.apply(entry);
                throw line.isEmpty()
                        ? unknown(entry, title, known)
                        : StudyFileException.at(entry.place(), problem(entry, title) + ".\n" + line);
            }
        }
        return new Fields(map, title);
    }

    private static String problem(Item.Entry entry, String title) {
        return "Unknown key '" + entry.key() + "'" + (title.isEmpty() ? "" : " in '" + title + "'");
    }

    static StudyFileException unknown(Item.Entry entry, String title, Collection<String> known) {
        String meant = OtherWords.of(entry.key(), known);
        String nearest = meant == null ? Nearest.maybe(entry.key(), known) : "\nMaybe '" + meant + "'.";
        String list = nearest.isEmpty() ? "; known are " + String.join(", ", known) : "";
        return StudyFileException.at(entry.place(), problem(entry, title) + list + "." + nearest);
    }

    public boolean has(String key) {
        return get(key) != null;
    }

    /** Returns the value of a key, or {@code null} if the key is not there. */
    public @Nullable Item get(String key) {
        Item.Entry entry = map.entries().get(key);
        if (entry == null || entry.value() instanceof Item.Scalar scalar && scalar.isNull()) {
            return null;
        }
        return entry.value();
    }

    /** The value under {@code key}, null scalars included; {@code null} only if there is no such key. */
    public @Nullable Item raw(String key) {
        Item.Entry entry = map.entries().get(key);
        return entry == null ? null : entry.value();
    }

    /** The value under a key that must be there. */
    public Item need(String key) {
        Item item = get(key);
        if (item == null) {
            throw StudyFileException.at(map.place(), "'" + name(key) + "' is missing.");
        }
        return item;
    }

    /** Where the key stands; where the map begins if it doesn't. */
    public String place(String key) {
        Item.Entry entry = map.entries().get(key);
        return entry == null ? map.place() : entry.place();
    }

    public String place() {
        return map.place();
    }

    public Set<String> keys() {
        return map.entries().keySet();
    }

    /** The dotted name of a key, for messages. */
    public String name(String key) {
        return title.isEmpty() ? key : title + "." + key;
    }

    public @Nullable String text(String key) {
        Item item = get(key);
        return item == null ? null : YamlValues.text(item, name(key));
    }

    Collection<Item.Entry> entries() {
        return map.entries().values();
    }

    /** Refuses two keys that say the same thing. */
    public void notBoth(String one, String other) {
        if (has(one) && has(other)) {
            throw StudyFileException.at(
                    place(other),
                    "'" + name(one) + "' (" + place(one) + ") and '" + name(other)
                            + "' say the same thing; only one of them may be there.");
        }
    }
}
