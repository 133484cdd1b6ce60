package io.trialog.internal.control;

import io.trialog.exception.TrialogException;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which kind each parameter of a study has: that of its first distribution in the log. A range may change from trial to trial,
 * the kind, the choices and the scale may not, since samplers and readers would compare what can't be compared.
 *
 * <p>Toolkits of 0.1 did not check this. In a log of theirs that mixes kinds, each of them stays allowed. Not safe for use by several
 * threads.
 */
final class KnownKinds {

    private final FoldedJournal log;
    private @Nullable Map<String, List<Known>> byName;

    /** What a log knows. */
    KnownKinds(FoldedJournal log) {
        this.log = log;
    }

    /** A kind, and the trial that had it first. */
    private record Known(Distribution distribution, int trial) {}

    /**
     * Checks a distribution against those in the log.
     *
     * @return the distribution, its choices listed as the study lists them
     * @throws TrialogException if the parameter has another kind
     */
    Distribution checked(TrialRecord trial, String name, Distribution distribution) {
        List<Known> kinds = all().getOrDefault(name, List.of());
        Distribution own = trial.distribution(name);
        if (kinds.isEmpty() && own != null) {
            kinds = List.of(new Known(own, trial.number()));
        } else if (kinds.isEmpty()) {
            return distribution;
        }
        for (Known known : kinds) {
            if (known.distribution().isCompatibleWith(distribution)) {
                return listed(known.distribution(), distribution);
            }
        }
        Known first = kinds.get(0);
        throw new TrialogException("The parameter '" + name + "' of trial " + trial.number()
                + " must keep its kind, but was suggested as " + first.distribution() + " in trial " + first.trial()
                + " and now as " + distribution + "."
                + (trial.attempt() > 1
                        ? "\nMaybe undo the edit until the trials that were interrupted have ended, which keep their"
                                + " parameters; or end this one: study.tell(" + trial.number()
                                + ", io.trialog.trial.TrialState.FAIL)"
                        : "\nMaybe give the new parameter a name of its own; a range may change, a kind may not."));
    }

    /** Remembers a distribution that stands in the log now. */
    void learn(TrialRecord trial, String name, Distribution distribution) {
        add(all().computeIfAbsent(name, any -> new ArrayList<>()), new Known(distribution, trial.number()));
    }

    private static Distribution listed(Distribution known, Distribution distribution) {
        return known instanceof CategoricalDistribution before
                        && distribution instanceof CategoricalDistribution now
                        && !before.listed().isEmpty()
                ? new CategoricalDistribution(now.choices(), now.probabilities(), before.listed())
                : distribution;
    }

    private Map<String, List<Known>> all() {
        Map<String, List<Known>> known = byName;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (TrialRecord trial : log.view().trials()) {
                for (int i = 0; i < trial.shape().size(); i++) {
                    add(
                            known.computeIfAbsent(trial.shape().names().get(i), any -> new ArrayList<>()),
                            new Known(trial.shape().distributions().get(i), trial.number()));
                }
            }
            byName = known;
        }
        return known;
    }

    private static void add(List<Known> kinds, Known more) {
        for (Known known : kinds) {
            if (known.distribution().isCompatibleWith(more.distribution())) {
                return;
            }
        }
        kinds.add(more);
    }
}
