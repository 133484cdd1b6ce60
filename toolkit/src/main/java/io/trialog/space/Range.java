package io.trialog.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the numbers that a component of a {@linkplain RecordSpace record that is a space} may take, on a linear scale. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {

    /**
     * Returns the least value.
     *
     * @return a finite number; an integer for a component of integers
     */
    double min();

    /**
     * Returns the greatest value.
     *
     * @return a finite number, not below the least one
     */
    double max();

    /**
     * Returns the distance between two values.
     *
     * @return the step; 0 for any real number, or for every integer
     */
    double step() default 0;
}
