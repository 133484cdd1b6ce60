package io.trialog.internal.sampler.cmaes;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which covariance is learned, and how parameters on a grid are treated. */
enum Form {
    /** {@link #MARGIN} where a parameter lies on a grid, {@link #SEP} beyond {@value #MOST_FULL} parameters, else {@link #FULL}. */
    AUTO,
    /** A full covariance matrix. */
    FULL,
    /** A variance per parameter. */
    SEP,
    /** A full covariance matrix; on a grid, each neighbor of the mean keeps a smallest probability. */
    MARGIN;

    /** Beyond so many parameters a full matrix costs more than it learns. */
    static final int MOST_FULL = 100;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Stream.of(values()).map(Form::text).toList();
    }

    static Form named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What is used on a space: never {@link #AUTO}. A single parameter has nothing to separate. */
    Form on(int size, boolean hasGrid) {
        Form form = this;
        if (form == AUTO) {
            form = size > MOST_FULL ? SEP : hasGrid ? MARGIN : FULL;
        }
        return form == SEP && size == 1 ? FULL : form;
    }
}
