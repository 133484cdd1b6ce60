package io.trialog.internal.sampler.tpe;

import io.trialog.internal.sampler.AroundTrial;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects where the values of a trial came from. Not safe for use by several threads. */
final class TpeOrigins {

    private final TrialRecord trial;
    private final StudyView view;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    TpeOrigins(TrialRecord trial, StudyView view) {
        this.trial = trial;
        this.view = view;
    }

    /** Takes what a model suggested; values that the trial does not have came from elsewhere. */
    void add(Model model, Model.Suggestion suggestion) {
        List<Integer> below = Arrays.stream(model.belowNumbers()).boxed().toList();
        List<Integer> above = Arrays.stream(model.aboveNumbers()).boxed().toList();
        Map<String, ?> params = trial.params();
        suggestion.values().forEach((name, value) -> {
            if (params.containsKey(name) && Objects.equals(value, params.get(name))) {
                List<String> others = new ArrayList<>(suggestion.values().keySet());
                others.remove(name);
                String source =
                        (others.isEmpty() ? "drawn on its own " : "drawn with " + String.join(", ", others) + " ")
                                + around(name, suggestion.around());
                origins.putIfAbsent(name, new Origin(name, source, below, above));
            }
        });
    }

    private String around(String name, int number) {
        return number < 0
                ? "from the whole range"
                : AroundTrial.text(number, view.trial(number).params().get(name));
    }

    /** The parameters of the trial for which nothing was found yet. */
    Map<String, Distribution> missing() {
        Map<String, Distribution> missing = new LinkedHashMap<>();
        for (int i = 0; i < trial.shape().size(); i++) {
            Distribution distribution = trial.shape().distributions().get(i);
            if (!origins.containsKey(trial.shape().names().get(i)) && !distribution.isSingle()) {
                missing.put(trial.shape().names().get(i), distribution);
            }
        }
        return missing;
    }

    List<Origin> all() {
        return List.copyOf(origins.values());
    }
}
