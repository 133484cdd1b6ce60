package io.trialog.space;

import org.jspecify.annotations.Nullable;

/**
 * A declared parameter.
 *
 * @param name the name, as the user's program knows it
 * @param distribution its values
 * @param when when it is active, or {@code null} if always
 */
public record Parameter(
        String name, Distribution distribution, @Nullable Condition when) {

    /**
     * Checks and copies the parts.
     *
     * @param name the name, as the user's program knows it
     * @param distribution its values
     * @param when when it is active, or {@code null} if always
     */
    public Parameter {
        Checks.require(!name.isEmpty(), "A parameter must have a name.");
    }

    /**
     * An unconditional parameter.
     *
     * @param name the name
     * @param distribution the values that it may have
     */
    public Parameter(String name, Distribution distribution) {
        this(name, distribution, null);
    }
}
