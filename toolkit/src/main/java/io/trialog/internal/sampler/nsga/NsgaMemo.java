package io.trialog.internal.sampler.nsga;

import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a trial's memo says: in which generation it was asked for and, if it was the first there, the numbers of the parents. */
final class NsgaMemo {

    private static final String GENERATION = "generation";
    private static final String PARENTS = "parents";

    private static final Set<String> KEYS = Set.of(GENERATION, PARENTS);

    private NsgaMemo() {}

    static Map<String, @Nullable Object> of(int generation, boolean isOpening, List<Individual> parents) {
        Map<String, @Nullable Object> memo = new LinkedHashMap<>();
        memo.put(GENERATION, (long) generation);
        if (isOpening && !parents.isEmpty()) {
            memo.put(
                    PARENTS,
                    parents.stream()
                            .map(parent -> (long) parent.trial().number())
                            .sorted()
                            .toList());
        }
        return memo;
    }

    /** The generation in which a trial was asked for; -1 if another sampler proposed it. */
    static long generation(TrialRecord trial) {
        return KEYS.containsAll(trial.memo().keySet()) && trial.memo().get(GENERATION) instanceof Number number
                ? number.longValue()
                : -1;
    }
}
