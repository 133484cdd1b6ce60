package io.trialog.internal.pruner.halving;

import io.trialog.spi.OptionValues;

/**
 * A number of steps, or where it comes from.
 *
 * @param source where it comes from
 * @param steps the number, at least 1, if it is given
 */
record Resource(Source source, long steps) {

    /** The word for what the reference measures on the first COMPLETE trial. */
    static final String FIRST_TRIAL = "first_trial";

    /** Where a number of steps comes from. */
    enum Source {
        /** The user gave it. */
        GIVEN,
        /** It follows from the horizon. */
        HORIZON,
        /** It is measured on the first COMPLETE trial with reports, as Optuna does. */
        FIRST_TRIAL
    }

    /** What the user gave; by rule 1, {@code auto} is what Optuna does. */
    static Resource of(OptionValues options, String name) {
        if (options.integerOrAuto(name).isPresent()) {
            return new Resource(Source.GIVEN, options.integer(name));
        }
        boolean first = options.rule() == 1 || options.isWord(name, FIRST_TRIAL);
        return new Resource(first ? Source.FIRST_TRIAL : Source.HORIZON, 0);
    }

    boolean isGiven() {
        return source == Source.GIVEN;
    }

    boolean isOf(Source other) {
        return source == other;
    }
}
