package io.trialog.internal.sampler.tpe;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.internal.sampler.QuasiRandomSampler;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The tree-structured Parzen estimator with the rules of Optuna 5 (J. Bergstra et al., <em>Algorithms for
 * Hyper-Parameter Optimization</em>, NIPS 2011; S. Watanabe, <em>Tree-structured Parzen estimator</em>, arXiv 2304.11127).
 *
 * <p>Parameters that all COMPLETE and PRUNED trials have with an equal distribution are drawn together, others one by one
 * from the trials that have them; by rule 2, what occurs in the same trials is drawn together, group by group. Running trials
 * count as bad ones. FAIL trials are used only if failures are to teach, voided ones never. By rule 3, there may be several objectives, and
 * each constraint has densities of its own; see {@link TargetSplit} and {@link Targets}.
 *
 * <p>Where it differs from Optuna 5.0.0: random numbers come from streams of (seed, trial, purpose) and not from one
 * generator, so points differ while distributions agree; observations of equal value get their bandwidths in the order of
 * {@link Ties}, not in the order of an unstable sort; of the candidates for a space without continuous parameters, those that a
 * trial has had already are left out by rule 2; groups merge again, see {@link Groups}; a trial whose parameter has another
 * kind, {@code log} flag or choices than the one drawn is left out; float and int parameters may have {@code log} and a step
 * together; normal priors and prior probabilities of choices are supported.
 *
 * <p>Safe for use by several threads. What is derived from a lineage is kept and followed; the result does not depend on it.
 */
final class TpeSampler implements Sampler {

    private static final String JOINT = "tpe:joint";

    private final TpeOptions options;
    private final RandomSource random;
    private final IndependentDraw draw;
    private final QuasiRandomSampler sobol;
    private final Lineages<TpeState> lineages = new Lineages<>();

    TpeSampler(TpeOptions options, RandomSource random) {
        this.options = options;
        this.random = random;
        this.draw = new IndependentDraw(random);
        this.sobol = QuasiRandomSampler.sobol(random, true);
    }

    /**
     * {@inheritDoc}
     *
     * <p>In the startup phase: values of all declared active parameters. In the independent form: nothing.
     */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        checkObjectives(view);
        TpeState state = lineages.get(view.lineage(), () -> new TpeState(options));
        synchronized (state) {
            state.table.follow(view);
            int finished = state.table.size();
            if (finished < options.startupTrials()) {
                return startup(view, trial, finished);
            }
            List<NavigableMap<String, Distribution>> spaces = state.spaces(FixedValues.names(view.settings()));
            if (!options.multivariate() || spaces.isEmpty()) {
                return new Plan(Map.of(), "tpe independent: " + finished + " trials");
            }
            return spaces.size() == 1 ? joint(state, spaces.get(0), view, trial) : grouped(state, spaces, view, trial);
        }
    }

    private Plan startup(StudyView view, int trial, int finished) {
        String explanation = "startup " + finished + " of " + options.startupTrials();
        if (!options.quasiRandomStart()) {
            return new Plan(draw.drawDeclared(view, trial), explanation);
        }
        Plan point = sobol.sampleJointly(view, trial);
        return new Plan(point.values(), explanation + ", " + point.explanation(), point.memo());
    }

    private Plan joint(TpeState state, NavigableMap<String, Distribution> space, StudyView view, int trial) {
        Targets targets = state.joint(space);
        targets.follow(state.table, liars(view), trial);
        Model model = targets.objectives();
        return new Plan(
                suggest(targets, view, trial, JOINT, options.skipsTried()).values(),
                "tpe joint: " + model.belowSize() + " below, " + model.aboveSize() + " above, " + space.size()
                        + (space.size() == 1 ? " parameter" : " parameters") + limits(targets.limits()));
    }

    private static String limits(int count) {
        return count == 0 ? "" : count == 1 ? ", 1 constraint" : ", " + count + " constraints";
    }

    private Plan grouped(TpeState state, List<NavigableMap<String, Distribution>> spaces, StudyView view, int trial) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (NavigableMap<String, Distribution> space : spaces) {
            Targets targets = state.group(space);
            targets.follow(state.table, liars(view), trial);
            values.putAll(
                    suggest(targets, view, trial, groupPurpose(space), false).values());
        }
        return new Plan(
                values,
                "tpe in " + spaces.size() + " groups: " + state.table.below().length
                        + " below of " + state.table.size() + ", " + values.size()
                        + (values.size() == 1 ? " parameter" : " parameters")
                        + limits(state.table.divisions().size()));
    }

    private static String groupPurpose(NavigableMap<String, Distribution> space) {
        return "tpe:group:".concat(space.firstKey());
    }

    private static String ownPurpose(String name) {
        return "tpe:independent:".concat(name);
    }

    private Model.Suggestion suggest(Targets targets, StudyView view, int trial, String purpose, boolean untried) {
        RandomNumbers stream = random.numbers(view.settings().seed(), trial, purpose);
        return targets.suggest(stream, options.candidates(), untried);
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        checkObjectives(view);
        TpeState state = lineages.get(view.lineage(), () -> new TpeState(options));
        synchronized (state) {
            state.table.follow(view);
            if (state.table.size() < options.startupTrials() || distribution.isSingle()) {
                return options.quasiRandomStart()
                        ? sobol.sampleIndependently(view, trial, name, distribution)
                        : draw.draw(view, trial, name, distribution);
            }
            Targets targets = state.independent(name, distribution);
            targets.follow(state.table, liars(view), trial);
            return suggest(targets, view, trial, ownPurpose(name), false)
                    .values()
                    .get(name);
        }
    }

    private void checkObjectives(StudyView view) {
        int objectives = view.settings().directions().size();
        if (objectives > 1 && !options.handlesTargets()) {
            throw new IllegalArgumentException("The sampler tpe handles one objective by rule " + options.rule()
                    + ", but the study has " + objectives + ".\nMaybe use its rule " + TpeOptions.RULE
                    + ", or one objective.");
        }
    }

    private List<TrialRecord> liars(StudyView view) {
        return options.constantLiar() ? view.running() : List.of();
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        TpeState state = new TpeState(options);
        state.table.follow(view);
        if (state.table.size() < options.startupTrials()) {
            return options.quasiRandomStart() ? sobol.origins(view, trial) : IndependentDraw.origins(trial);
        }
        TpeOrigins origins = new TpeOrigins(trial, view);
        if (options.multivariate()) {
            List<NavigableMap<String, Distribution>> spaces = state.spaces(FixedValues.names(view.settings()));
            for (NavigableMap<String, Distribution> space : spaces) {
                Targets targets = state.targets(space);
                targets.follow(state.table, liars(view), trial.number());
                boolean isJoint = spaces.size() == 1;
                String purpose = isJoint ? JOINT : groupPurpose(space);
                origins.add(
                        targets.objectives(),
                        suggest(targets, view, trial.number(), purpose, isJoint && options.skipsTried()));
            }
        }
        origins.missing().forEach((name, distribution) -> {
            Targets targets = state.independent(name, distribution);
            targets.follow(state.table, liars(view), trial.number());
            origins.add(targets.objectives(), suggest(targets, view, trial.number(), ownPurpose(name), false));
        });
        return origins.all();
    }
}
