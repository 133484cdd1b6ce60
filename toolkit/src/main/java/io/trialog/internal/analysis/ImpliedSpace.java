package io.trialog.internal.analysis;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search space that the trials of a study have, where nobody declared one: each parameter with the distribution that it had
 * last. Pure.
 *
 * @param space the parameters; those that only some trials have stand under the condition that tells these trials from the others
 * @param conditional the parameters that only some of the complete trials have
 * @param open those of them for which no single parameter tells which trials have them; they stand in the space without a condition
 * @param mixed the parameters that had several kinds or choices
 */
public record ImpliedSpace(SearchSpace space, List<String> conditional, List<String> open, List<String> mixed) {

    public ImpliedSpace {
        conditional = List.copyOf(conditional);
        open = List.copyOf(open);
        mixed = List.copyOf(mixed);
    }

    /** Whether a program can be handed the parameters as they are: each trial has all of them. */
    public boolean isPlain() {
        return conditional.isEmpty() && mixed.isEmpty();
    }

    /** Returns the space that the trials of a study have. */
    public static ImpliedSpace of(StudyView view) {
        Map<String, Distribution> last = new LinkedHashMap<>();
        Set<String> mixed = new LinkedHashSet<>();
        for (TrialRecord trial : view.trials()) {
            for (String name : trial.shape().names()) {
                Distribution now = distribution(trial, name);
                Distribution before = last.put(name, now);
                if (before != null && !before.isCompatibleWith(now)) {
                    mixed.add(name);
                }
            }
        }
        return new Search(last, telling(view)).result(new ArrayList<>(mixed));
    }

    /** The trials that had all their parameters when they ended; a failed or pruned one may have asked for some only. */
    private static List<TrialRecord> telling(StudyView view) {
        List<TrialRecord> complete = view.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE)
                .toList();
        return complete.isEmpty()
                ? view.trials().stream()
                        .filter(trial -> trial.shape().size() > 0)
                        .toList()
                : complete;
    }

    private static Distribution distribution(TrialRecord trial, String name) {
        return trial.shape().distributions().get(trial.shape().indexOf(name));
    }

    /** Looks for what tells the trials that have a parameter from those that have not. */
    private record Search(Map<String, Distribution> distributions, List<TrialRecord> trials) {

        ImpliedSpace result(List<String> mixed) {
            List<String> conditional = new ArrayList<>();
            List<String> open = new ArrayList<>();
            List<Parameter> parameters = new ArrayList<>();
            distributions.forEach((name, distribution) -> {
                Condition when = null;
                if (!isInAll(name)) {
                    conditional.add(name);
                    when = condition(name);
                    if (when == null) {
                        open.add(name);
                    }
                }
                parameters.add(new Parameter(name, distribution, when));
            });
            return new ImpliedSpace(new SearchSpace(parameters), conditional, open, mixed);
        }

        private boolean isInAll(String name) {
            return trials.stream().allMatch(trial -> trial.shape().indexOf(name) >= 0);
        }

        private @Nullable Condition condition(String name) {
            for (boolean always : List.of(true, false)) {
                for (String parent : distributions.keySet()) {
                    boolean candidate = !parent.equals(name)
                            && distributions.get(parent) instanceof CategoricalDistribution
                            && isInAll(parent) == always;
                    List<@Nullable Object> values = candidate ? activating(name, parent) : List.of();
                    if (!values.isEmpty()) {
                        return new Condition(Map.of(parent, values));
                    }
                }
            }
            return null;
        }

        /** The values of a parent with which trials have the parameter, if trials without it have other values; else none. */
        private List<@Nullable Object> activating(String name, String parent) {
            Set<@Nullable Object> with = new LinkedHashSet<>();
            Set<@Nullable Object> without = new LinkedHashSet<>();
            for (TrialRecord trial : trials) {
                boolean has = trial.shape().indexOf(name) >= 0;
                if (trial.shape().indexOf(parent) >= 0) {
                    (has ? with : without).add(trial.params().get(parent));
                } else if (has) {
                    return List.of();
                }
            }
            boolean tells = !without.isEmpty() && with.stream().noneMatch(without::contains);
            return tells ? new ArrayList<>(with) : List.of();
        }
    }
}
