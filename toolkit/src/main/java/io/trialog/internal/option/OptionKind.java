package io.trialog.internal.option;

import io.trialog.internal.config.StudyFile;
import io.trialog.internal.format.Durations;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.util.List;

/** What an option may be, and how it stands in the maps of {@link StudyFile}. */
enum OptionKind {
    /** True or false: a Boolean. */
    FLAG,
    /** An integer, not negative: a Long. */
    COUNT,
    /** An integer of at least 1: a Long. */
    POSITIVE,
    /** An integer of at least 1 or the word {@code auto}. */
    POSITIVE_OR_AUTO,
    /** An integer of at least 2: a Long. */
    FACTOR,
    /** A number from 0 to 100: a Double. */
    PERCENTILE,
    /** A duration: seconds, a Long or a Double. */
    DURATION,
    /** {@code retry}, {@code fail} or {@code leave}. */
    ON_INTERRUPT,
    /** {@code fail}, {@code prune} or {@code retry}. */
    ON_TIMEOUT,
    /** A text of one line. */
    TEXT,
    /** A list of texts of one line; a single one may stand alone. */
    TEXTS,
    /** A number above 1: a Double. */
    ESCALATION,
    /** Values by parameter: a map that is read once the parameters are known. */
    GRID;

    Object read(Item item, String what, Notes notes) {
        return switch (this) {
            case FLAG -> YamlValues.flag(item, what);
            case COUNT -> YamlValues.integer(item, what, 0);
            case POSITIVE -> YamlValues.integer(item, what, 1);
            case FACTOR -> YamlValues.integer(item, what, 2);
            case POSITIVE_OR_AUTO ->
                item instanceof Item.Scalar scalar && scalar.text().equals("auto")
                        ? (Object) "auto"
                        : (Object) YamlValues.integer(item, what, 1);
            case PERCENTILE -> percentile(item, what, notes);
            case DURATION -> Durations.seconds(YamlValues.duration(item, what));
            case ON_INTERRUPT -> YamlValues.word(item, what, List.of("retry", "fail", "leave"));
            case ON_TIMEOUT -> YamlValues.word(item, what, List.of("fail", "prune", "retry"));
            case TEXT -> line(item, what);
            case TEXTS ->
                item instanceof Item.Scalar
                        ? List.of(line(item, what))
                        : YamlValues.list(item, what).stream()
                                .map(element -> line(element, what))
                                .toList();
            case ESCALATION -> factor(item, what, notes);
            case GRID -> YamlValues.mapping(item, what);
        };
    }

    private static String line(Item item, String what) {
        String text = YamlValues.text(item, what).strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw YamlValues.wrong(item, what, "a text of one line");
        }
        return text;
    }

    private static Double factor(Item item, String what, Notes notes) {
        double value = YamlValues.number(item, what, notes).doubleValue();
        if (value <= 1 || value > 10) {
            throw YamlValues.wrong(item, what, "above 1 and at most 10");
        }
        return value;
    }

    private static Double percentile(Item item, String what, Notes notes) {
        double value = YamlValues.number(item, what, notes).doubleValue();
        if (value < 0 || value > 100) {
            throw YamlValues.wrong(item, what, "between 0 and 100");
        }
        return value;
    }
}
