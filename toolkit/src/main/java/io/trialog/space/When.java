package io.trialog.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a component of a {@linkplain RecordSpace record that is a space} conditional: it is {@code null} unless another component
 * has one of the named values.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface When {

    /**
     * Returns the component that decides.
     *
     * @return the name of a component that is an enum, a boolean or a {@link OneOf text}
     */
    String component();

    /**
     * Returns its values with which the annotated component is active.
     *
     * @return names of enum constants, {@code true}, {@code false}, or texts
     */
    String[] is();
}
