package io.trialog.config;

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
    /** Values by parameter: a map that {@link GridReader} reads once the parameters are known. */
    GRID;

    Object read(Item item, String what, Notes notes) {
        return switch (this) {
            case FLAG -> Values.flag(item, what);
            case COUNT -> Values.integer(item, what, 0);
            case POSITIVE -> Values.integer(item, what, 1);
            case FACTOR -> Values.integer(item, what, 2);
            case POSITIVE_OR_AUTO ->
                item instanceof Item.Scalar scalar && scalar.text().equals("auto")
                        ? (Object) "auto"
                        : (Object) Values.integer(item, what, 1);
            case PERCENTILE -> percentile(item, what, notes);
            case DURATION -> Durations.seconds(Values.duration(item, what));
            case ON_INTERRUPT -> Values.word(item, what, List.of("retry", "fail", "leave"));
            case GRID -> Values.mapping(item, what);
        };
    }

    private static Double percentile(Item item, String what, Notes notes) {
        double value = Values.number(item, what, notes).doubleValue();
        if (value < 0 || value > 100) {
            throw Values.wrong(item, what, "between 0 and 100");
        }
        return value;
    }
}
