package io.trialog.internal.sampler.gp;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.internal.sampler.QuasiRandomSampler;
import io.trialog.internal.sampler.SobolSequence;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bayesian optimization with Gaussian processes, with constraints: a Matérn 5/2 kernel with a length scale per parameter, hyperparameters by
 * maximum a posteriori with Optuna's priors, the logarithm of expected improvement; for two and three objectives, by rule 2, that of the
 * expected gain of hypervolume.
 *
 * <p>Parameters that every trial has are proposed together; others are drawn at random. Hyperparameters are fitted on the first
 * trials that were told, see {@link FitSchedule}, from fixed starts: a proposal depends on the log alone.
 *
 * <p>Where it differs from Optuna 5.0.0: values of running trials are averaged over exactly; PRUNED trials count with their last
 * value; a point that a trial has is not proposed again; regions where trials failed are kept away from.
 *
 * <p>Safe for use by several threads. What is derived from a lineage is kept and followed; the result does not depend on it.
 */
final class GpSampler implements Sampler {

    /** How many points of the sequence belong to a trial: a power of two, at least as many as are ever used. */
    private static final long BLOCK = 2048;

    private final GpOptions options;
    private final RandomSource random;
    private final IndependentDraw draw;
    private final QuasiRandomSampler sobol;
    private final Lineages<GpState> lineages = new Lineages<>();
    private volatile @Nullable Sequences sequences;

    /** The sequences of a seed: points to begin at, and what running trials may get. */
    private record Sequences(long seed, SobolSequence points, SobolSequence draws) {}

    GpSampler(GpOptions options, RandomSource random) {
        this.options = options;
        this.random = random;
        this.draw = new IndependentDraw(random);
        this.sobol = QuasiRandomSampler.sobol(random, true);
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        checkObjectives(view);
        GpState state = lineages.get(view.lineage(), () -> new GpState(options));
        synchronized (state) {
            ToldTrials history = state.follow(view);
            if (isStarting(history)) {
                return startup(view, trial, history.trials().size());
            }
            GpModel model = state.model(view);
            if (model == null || model.objective().size() == 0) {
                return new Plan(Map.of(), "gp: no parameter that every trial has");
            }
            return propose(state, history, model, view, trial);
        }
    }

    private boolean isStarting(ToldTrials history) {
        return history.trials().size() < options.startupTrials() || history.complete() == 0;
    }

    private Plan startup(StudyView view, int trial, int finished) {
        String explanation = "startup " + finished + " of " + options.startupTrials();
        if (!options.quasiRandomStart()) {
            return new Plan(draw.drawDeclared(view, trial), explanation);
        }
        Plan point = sobol.sampleJointly(view, trial);
        return new Plan(point.values(), explanation + ", " + point.explanation(), point.memo());
    }

    private Plan propose(GpState state, ToldTrials history, GpModel model, StudyView view, int trial) {
        GpProposal proposal = proposal(state, history, model, view, trial);
        RandomNumbers numbers = random.numbers(view.settings().seed(), trial, "gp:starts");
        GpProposal.Proposal proposed = proposal.propose(sequences(view).points(), trial * BLOCK, numbers);
        String explanation = GpText.explanation(model, proposal.running())
                + (proposed.isNew() ? "" : ", every point was tried before");
        proposal.close();
        return new Plan(proposed.values(), explanation);
    }

    private GpProposal proposal(GpState state, ToldTrials history, GpModel model, StudyView view, int trial) {
        return new GpProposal(
                model, history, state.fits, view, trial, sequences(view).draws(), trial * BLOCK);
    }

    private Sequences sequences(StudyView view) {
        long seed = view.settings().seed();
        Sequences known = sequences;
        if (known == null || known.seed() != seed) {
            known = new Sequences(
                    seed,
                    new SobolSequence(prefixed("gp:points:"), seed),
                    new SobolSequence(prefixed("gp:draws:"), seed));
            sequences = known;
        }
        return known;
    }

    private RandomSource prefixed(String prefix) {
        return (seed, trial, purpose) -> random.numbers(seed, trial, prefix.concat(purpose));
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        checkObjectives(view);
        boolean starting;
        GpState state = lineages.get(view.lineage(), () -> new GpState(options));
        synchronized (state) {
            starting = isStarting(state.follow(view));
        }
        return starting && options.quasiRandomStart()
                ? sobol.sampleIndependently(view, trial, name, distribution)
                : draw.draw(view, trial, name, distribution);
    }

    private void checkObjectives(StudyView view) {
        int objectives = view.settings().directions().size();
        if (options.rule() == 1 && objectives > 1) {
            throw new IllegalArgumentException("The sampler gp handles one objective by rule 1, but the study has "
                    + objectives + ".\nMaybe use its rule " + GpOptions.RULE + ", or one objective.");
        } else if (objectives > GpOptions.MOST_OBJECTIVES) {
            throw new IllegalArgumentException("The sampler gp handles at most " + GpOptions.MOST_OBJECTIVES
                    + " objectives, but the study has " + objectives + ".\nMaybe use the sampler 'tpe' or 'nsga3'.");
        }
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        GpState state = new GpState(options);
        if (isStarting(state.follow(view))) {
            return options.quasiRandomStart() ? sobol.origins(view, trial) : IndependentDraw.origins(trial);
        }
        GpModel model = state.model(view);
        return GpText.origins(model == null ? List.of() : model.axes(), trial);
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        GpState state = new GpState(options);
        ToldTrials history = state.follow(view);
        GpModel model = isStarting(history) ? null : state.model(view);
        double[] point = model == null ? null : model.point(trial);
        if (model == null || point == null || model.objective().size() == 0) {
            return List.of();
        }
        GpProposal proposal = proposal(state, history, model, view, trial.number());
        double promise = proposal.acquisition().at(point);
        proposal.close();
        return GpText.remarks(model, state.fits, view, point, promise);
    }
}
