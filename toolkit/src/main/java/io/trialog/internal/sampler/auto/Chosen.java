package io.trialog.internal.sampler.auto;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The samplers that can be chosen, and the rules by which they propose then. */
enum Chosen {
    GP(1, 2),
    TPE(2, 3),
    CMAES(1, 1),
    NSGA2(0, 1),
    NSGA3(0, 1);

    private final long first;
    private final long second;

    /**
     * @param first its rule by rule 1 of {@code auto}; 0 if it can't be chosen there
     * @param second its rule by rule 2
     */
    Chosen(long first, long second) {
        this.first = first;
        this.second = second;
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The rule by which it proposes.
     *
     * @param rule the rule of {@code auto}
     * @return 0 if it can't be chosen
     */
    long rule(int rule) {
        return rule == 1 ? first : second;
    }

    /** Its settings, by a rule of {@code auto}; by rule 2, failures teach the models. */
    Map<String, @Nullable Object> settings(int rule) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(Map.of("type", type(), "rule", rule(rule)));
        if (rule > 1 && (this == GP || this == TPE)) {
            settings.put("failures", true);
        }
        return settings;
    }
}
