package io.trialog.internal.configure;

/**
 * A key that a person pressed.
 *
 * @param key which
 * @param code the character of {@link Key#CHARACTER}, else 0
 */
public record KeyPress(Key key, int code) {

    /** The keys that mean something. */
    public enum Key {
        /** The row above. */
        UP,
        /** The row below. */
        DOWN,
        /** Many rows up. */
        PAGE_UP,
        /** Many rows down. */
        PAGE_DOWN,
        /** Edits, or takes over what was edited. */
        ENTER,
        /** Leaves. */
        ESCAPE,
        /** Takes back a character. */
        BACKSPACE,
        /** A character. */
        CHARACTER
    }

    /** Returns a key that is no character. */
    public static KeyPress of(Key key) {
        return new KeyPress(key, 0);
    }

    /** Returns a character. */
    public static KeyPress of(int character) {
        return new KeyPress(Key.CHARACTER, character);
    }
}
