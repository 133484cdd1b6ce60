package io.trialog.trial;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of a failure: what a person, or a rule for retries, has to look at first. */
public enum FailCause {
    /** The program ended with an error, or threw an exception. */
    PROGRAM,
    /** The program left no value, or one that is no number. */
    VALUE,
    /** The program ran longer than its limit. */
    TIME,
    /** The program needed more memory than it may use. */
    MEMORY,
    /** The program could not be started. */
    SETUP,
    /** A person did not want the trial any more. */
    CANCELLED;

    /**
     * Returns the cause as it stands in the log.
     *
     * @return the name in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the cause that stands in a log.
     *
     * @param text the name in lower case
     * @return the cause, or {@code null} if this version does not know it
     */
    public static @Nullable FailCause of(String text) {
        for (FailCause cause : values()) {
            if (cause.text().equals(text)) {
                return cause;
            }
        }
        return null;
    }
}
