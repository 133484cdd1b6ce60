package io.trialog.internal.sampler.auto;

import java.util.Locale;

/** The samplers that can be chosen, and the rules by which they propose then. */
enum Chosen {
    GP(1),
    TPE(2),
    CMAES(1);

    private final long rule;

    Chosen(long rule) {
        this.rule = rule;
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    long rule() {
        return rule;
    }
}
