package io.trialog.internal.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and by what.
 *
 * @param value the answer, or {@code null} if there is none, or several of the same weight
 * @param reason the evidence, in a sentence
 * @param weight how much the evidence says
 * @param candidates the answers to choose from where there are several
 */
public record ProjectFinding(@Nullable String value, String reason, Weight weight, List<String> candidates) {

    /** How much evidence says. */
    public enum Weight {
        /** Nothing was found, or it can't be decided. */
        NONE,
        /** A name that suggests it. */
        LOW,
        /** A file that is made for it. */
        MEDIUM,
        /** Somebody said so. */
        HIGH
    }

    public ProjectFinding {
        candidates = List.copyOf(candidates);
    }

    static ProjectFinding of(String value, String reason, Weight weight) {
        return new ProjectFinding(value, reason, weight, List.of());
    }

    static ProjectFinding none(String reason) {
        return new ProjectFinding(null, reason, Weight.NONE, List.of());
    }
}
