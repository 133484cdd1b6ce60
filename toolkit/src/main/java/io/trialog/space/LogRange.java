package io.trialog.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the numbers that a component of a {@linkplain RecordSpace record that is a space} may take, on a logarithmic scale. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface LogRange {

    /**
     * Returns the least value.
     *
     * @return a positive number; at least 1 for a component of integers
     */
    double min();

    /**
     * Returns the greatest value.
     *
     * @return a finite number, not below the least one
     */
    double max();
}
