package io.trialog.internal.sampler.auto;

import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.Unconditional;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a choice depends on: counts of trials, and the parameters; of a declared space those declared, else those of the trials told
 * so far. Follows the views of one lineage; what it holds then depends on the view alone. Locked by whoever uses it.
 */
final class KnownSpace {

    private final Set<Shape> shapes = new HashSet<>();
    private int[] voided = new int[0];
    private int seen;
    private int complete;
    private int pruned;
    private @Nullable Shape last;
    private int numeric;
    private int categorical;
    private int continuous;
    private boolean isConditional;
    private boolean isKnown;
    private boolean isConstrained;

    /** Takes what a view has and this has not. */
    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    void follow(StudyView view) {
        int[] nowVoided = view.voided();
        if (view.finishedCount() < seen || !Arrays.equals(voided, nowVoided)) {
            voided = nowVoided.clone();
            shapes.clear();
            last = null;
            seen = 0;
            isConstrained = false;
            complete = 0;
            pruned = 0;
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            if (trial.state() == TrialState.FAIL || view.isVoided(trial.number())) {
                continue;
            }
            isConstrained |= !trial.constraints().isEmpty();
            complete += trial.state() == TrialState.COMPLETE ? 1 : 0;
            pruned += trial.state() == TrialState.PRUNED ? 1 : 0;
            if (trial.shape() != last) {
                last = trial.shape();
                shapes.add(last);
            }
        }
        look(view);
    }

    private void look(StudyView view) {
        SearchSpace space = view.settings().space();
        Map<String, Distribution> all = new TreeMap<>();
        if (space.isEmpty()) {
            shapes.forEach(shape -> add(shape, all));
            isConditional = shapes.stream().anyMatch(shape -> !new HashSet<>(shape.names()).containsAll(all.keySet()));
        } else {
            space.parameters().forEach(parameter -> all.put(parameter.name(), parameter.distribution()));
            isConditional = Unconditional.of(space).size() < space.parameters().size();
        }
        isKnown = !space.isEmpty() || !shapes.isEmpty();
        all.values().removeIf(Distribution::isSingle);
        all.keySet().removeAll(FixedValues.names(view.settings()));
        categorical = (int) all.values().stream()
                .filter(CategoricalDistribution.class::isInstance)
                .count();
        numeric = all.size() - categorical;
        continuous = (int) all.values().stream()
                .filter(distribution -> distribution instanceof FloatDistribution real && real.step() == 0)
                .count();
    }

    private static void add(Shape shape, Map<String, Distribution> all) {
        for (int i = 0; i < shape.size(); i++) {
            all.put(shape.names().get(i), shape.distributions().get(i));
        }
    }

    boolean isKnown() {
        return isKnown;
    }

    /** Whether trials have constraints. */
    boolean isConstrained() {
        return isConstrained;
    }

    boolean isConditional() {
        return isConditional;
    }

    int finished() {
        return complete + pruned;
    }

    int pruned() {
        return pruned;
    }

    int numeric() {
        return numeric;
    }

    int categorical() {
        return categorical;
    }

    /** How many numeric parameters have no grid. */
    int continuous() {
        return continuous;
    }

    /** The parameters in words. */
    String text() {
        String text = numeric + (numeric == 1 ? " numeric parameter" : " numeric parameters");
        return categorical == 0 ? text : text + ", " + categorical + " categorical";
    }
}
