package io.trialog.space;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the texts that a component of a {@linkplain RecordSpace record that is a space} may take. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOf {

    /**
     * Returns the choices.
     *
     * @return at least one text, none twice
     */
    String[] value();
}
