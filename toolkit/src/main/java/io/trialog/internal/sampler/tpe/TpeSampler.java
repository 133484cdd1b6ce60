package io.trialog.internal.sampler.tpe;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tree-structured Parzen estimator with the rules of Optuna 5 for one objective (J. Bergstra et al., <em>Algorithms for
 * Hyper-Parameter Optimization</em>, NIPS 2011; S. Watanabe, <em>Tree-structured Parzen estimator</em>, arXiv 2304.11127).
 *
 * <p>Parameters that all COMPLETE and PRUNED trials have with an equal distribution are drawn together, others one by one
 * from the trials that have them. Running trials count as bad ones. FAIL and voided trials are never used.
 *
 * <p>Where it differs from Optuna 5.0.0: random numbers come from streams of (seed, trial, purpose) and not from one
 * generator, so points differ while distributions agree; observations of equal value get their bandwidths in the order of
 * trial numbers, not in the order of an unstable sort; a trial whose parameter has another kind, {@code log} flag or choices
 * than the one drawn is left out; float and int parameters may have {@code log} and a step together; normal priors and
 * prior probabilities of choices are supported.
 *
 * <p>Safe for use by several threads. What is derived from a lineage is kept and followed; the result does not depend on it.
 */
final class TpeSampler implements Sampler {

    private final TpeOptions options;
    private final RandomSource random;
    private final IndependentDraw draw;
    private final Lineages<State> lineages = new Lineages<>();

    TpeSampler(TpeOptions options, RandomSource random) {
        this.options = options;
        this.random = random;
        this.draw = new IndependentDraw(random);
    }

    /**
     * {@inheritDoc}
     *
     * <p>In the startup phase: random values of all declared active parameters. In the independent form: nothing.
     */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        checkObjectives(view);
        State state = lineages.get(view.lineage(), State::new);
        synchronized (state) {
            state.table.follow(view);
            int finished = state.table.size();
            if (finished < options.startupTrials()) {
                String explanation = "startup " + finished + " of " + options.startupTrials();
                return new Plan(draw.drawDeclared(view, trial), explanation);
            }
            SortedMap<String, Distribution> space = state.table.jointSpace();
            if (!options.multivariate() || space.isEmpty()) {
                return new Plan(Map.of(), "tpe independent: " + finished + " trials");
            }
            Model model = state.joint(space);
            model.follow(state.table, liars(view), trial);
            return new Plan(
                    model.suggest(stream(view, trial, "tpe:joint"), options.candidates()),
                    "tpe joint: " + model.belowSize() + " below, " + model.aboveSize() + " above, " + space.size()
                            + (space.size() == 1 ? " parameter" : " parameters"));
        }
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        checkObjectives(view);
        State state = lineages.get(view.lineage(), State::new);
        synchronized (state) {
            state.table.follow(view);
            if (state.table.size() < options.startupTrials() || distribution.isSingle()) {
                return draw.draw(view, trial, name, distribution);
            }
            Model model = state.independent(name, distribution);
            model.follow(state.table, liars(view), trial);
            RandomNumbers stream = stream(view, trial, "tpe:independent:".concat(name));
            return model.suggest(stream, options.candidates()).get(name);
        }
    }

    private static void checkObjectives(StudyView view) {
        int objectives = view.settings().directions().size();
        if (objectives > 1) {
            throw new IllegalArgumentException("The sampler tpe handles one objective, but the study has " + objectives
                    + ".\nMaybe use the sampler 'random', or one objective.");
        }
    }

    private List<TrialRecord> liars(StudyView view) {
        return options.constantLiar() ? view.running() : List.of();
    }

    private RandomNumbers stream(StudyView view, int trial, String purpose) {
        return random.numbers(view.settings().seed(), trial, purpose);
    }

    /** What is kept of a lineage; its own lock. */
    private static final class State {

        private final TpeTable table = new TpeTable();
        private final Map<String, Model> independent = new HashMap<>();
        private @Nullable Model joint;

        Model joint(SortedMap<String, Distribution> space) {
            if (joint == null || !joint.isOf(space)) {
                joint = new Model(space);
            }
            return joint;
        }

        Model independent(String name, Distribution distribution) {
            SortedMap<String, Distribution> space = new TreeMap<>(Map.of(name, distribution));
            Model model = independent.get(name);
            if (model == null || !model.isOf(space)) {
                model = new Model(space);
                independent.put(name, model);
            }
            return model;
        }
    }
}
