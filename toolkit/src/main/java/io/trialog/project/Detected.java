package io.trialog.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a project, and by what. Immutable.
 *
 * @param value the answer, or {@code null} if there is none, or several of the same weight
 * @param reason the evidence, in a sentence
 * @param confidence how much the evidence says
 * @param candidates the answers to choose from where there are several
 */
public record Detected(@Nullable String value, String reason, Confidence confidence, List<String> candidates) {

    /** How much evidence says. */
    public enum Confidence {
        /** Nothing was found, or it can't be decided. */
        NONE,
        /** A name suggests it. */
        LOW,
        /** A file is there that is made for it. */
        MEDIUM,
        /** Somebody said so. */
        HIGH
    }

    /**
     * Copies the candidates.
     *
     * @param value the answer, or {@code null} if there is none, or several of the same weight
     * @param reason the evidence, in a sentence
     * @param confidence how much the evidence says
     * @param candidates the answers to choose from where there are several
     */
    public Detected {
        candidates = List.copyOf(candidates);
    }

    /** {@return whether there is an answer} */
    public boolean isFound() {
        return value != null;
    }
}
