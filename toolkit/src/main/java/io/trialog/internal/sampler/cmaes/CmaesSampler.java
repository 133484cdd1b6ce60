package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The evolution strategy with covariance matrix adaptation, for one objective (N. Hansen, <em>The CMA evolution strategy: a
 * tutorial</em>, arXiv 1604.00772).
 *
 * <p>Numeric parameters that every trial has are drawn together; what is left, categorical and conditional parameters, is proposed by
 * another sampler. Trials are told in the order in which they ended. A generation is over when a population of them is told, whatever
 * generation drew them, so that no evaluation of a parallel study is lost. It learns from the last λ; draws of older generations,
 * enqueued and added trials are injected with steps of a bounded length.
 * PRUNED trials count as worse than COMPLETE ones.
 *
 * <p>Where it differs from Optuna 5.0.0: random numbers come from streams of (seed, trial, purpose); λ is more than the trials that run when the
 * generation is opened, where Optuna loses draws; runs begin from earlier trials and are followed by larger ones; the axis ratio is
 * limited to 1e7, as the literature says, and not to 1e14.
 *
 * <p>Safe for use by several threads. What is derived from a lineage is kept and followed; the result does not depend on it.
 */
final class CmaesSampler implements Sampler {

    /** Beyond so many parameters a point does not fit into a memo. */
    private static final int MOST_PARAMETERS = 512;

    private static final String POINT = "cmaes:point";

    private final CmaesOptions options;
    private final RandomSource random;
    private final IndependentDraw draw;
    private final OtherParameters others;
    private final Lineages<CmaesState> lineages = new Lineages<>();

    /**
     * @param others proposes what has no coordinate
     */
    CmaesSampler(CmaesOptions options, RandomSource random, Sampler others) {
        this.options = options;
        this.random = random;
        this.draw = new IndependentDraw(random);
        this.others = new OtherParameters(others);
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        checkObjectives(view);
        Drawn drawn = drawn(view, trial, false);
        if (drawn.isStartup()) {
            String explanation = "startup " + drawn.finished() + " of " + options.startupTrials();
            return new Plan(draw.drawDeclared(view, trial), explanation);
        }
        if (!drawn.hasOthers()) {
            return new Plan(drawn.values(), explanation(drawn), fields(drawn));
        }
        Plan rest = others.plan(view, trial, drawn.space());
        Map<String, @Nullable Object> values = new LinkedHashMap<>(drawn.values());
        values.putAll(rest.values());
        return new Plan(values, explanation(drawn) + "; the others by " + rest.explanation(), fields(drawn));
    }

    private static Map<String, @Nullable Object> fields(Drawn drawn) {
        CmaesMemo memo = drawn.memo();
        return memo == null ? Map.of() : memo.fields();
    }

    private static String explanation(Drawn drawn) {
        CmaesMemo memo = drawn.memo();
        if (memo == null) {
            return "cmaes: no numeric parameter that every trial has";
        }
        int size = drawn.space().size();
        return "cmaes " + memo.form().text() + ": run " + memo.run() + ", generation " + memo.generation()
                + ", lambda " + memo.lambda() + ", " + size
                + (size == 1 ? " parameter" : " parameters");
    }

    /** Without influence of the trial itself: where it stands in the view with a memo, nothing that is kept is used. */
    private Drawn drawn(StudyView view, int trial, boolean isExplained) {
        boolean isThere = view.running().stream()
                .anyMatch(
                        running -> running.number() == trial && !running.memo().isEmpty());
        Supplier<CmaesState> fresh = () -> new CmaesState(options, random);
        CmaesState state = isThere ? fresh.get() : lineages.get(view.lineage(), fresh);
        synchronized (state) {
            state.follow(isThere ? new ViewBefore(view, trial) : view);
            CmaesSpace space = state.space();
            boolean isStartup = state.finished() < options.startupTrials();
            return isStartup || space.size() == 0
                    ? new Drawn(space, state.hasOthers(), isStartup, state.finished(), "", null, Map.of(), Map.of())
                    : drawn(view, trial, state, isExplained);
        }
    }

    private Drawn drawn(StudyView view, int trial, CmaesState state, boolean isExplained) {
        CmaesSpace space = state.space();
        if (space.size() > MOST_PARAMETERS) {
            throw new IllegalArgumentException("The sampler cmaes draws at most " + MOST_PARAMETERS
                    + " numeric parameters together, but the study has " + space.size()
                    + ".\nMaybe use the sampler 'tpe' or 'random'.");
        }
        int running = (int)
                view.running().stream().filter(other -> other.number() != trial).count();
        RunProgress progress = state.progress();
        Run run = progress.run();
        RandomNumbers numbers = random.numbers(view.settings().seed(), trial, POINT);
        double[] point = run.draw(numbers);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < space.size(); i++) {
            values.put(space.name(i), space.value(i, run.place(i, point[i])));
            if (isExplained) {
                sources.put(space.name(i), run.source(i));
            }
        }
        CmaesMemo memo = new CmaesMemo(space.form(), run.number(), run.generation(), progress.lambda(running), point);
        return new Drawn(
                space,
                state.hasOthers(),
                false,
                state.finished(),
                isExplained ? run.remark() : "",
                memo,
                values,
                sources);
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        checkObjectives(view);
        return others.value(view, trial, name, distribution);
    }

    private static void checkObjectives(StudyView view) {
        int objectives = view.settings().directions().size();
        if (objectives > 1) {
            throw new IllegalArgumentException("The sampler cmaes handles one objective, but the study has "
                    + objectives + ".\nMaybe use the sampler 'random', or one objective.");
        }
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        Drawn drawn = drawn(view, trial.number(), true);
        if (drawn.isStartup()) {
            return IndependentDraw.origins(trial);
        }
        Map<String, @Nullable Object> params = trial.params();
        List<Origin> origins = new ArrayList<>();
        drawn.sources().forEach((name, source) -> {
            if (params.containsKey(name)
                    && params.get(name).equals(drawn.values().get(name))) {
                origins.add(new Origin(name, source));
            }
        });
        origins.addAll(others.origins(view, trial, origins));
        return origins;
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        String remark = drawn(view, trial.number(), true).remark();
        return remark.isEmpty() ? List.of() : List.of(remark);
    }

    /**
     * A draw, or that there is none.
     *
     * @param space the parameters that are drawn together
     * @param hasOthers whether there are parameters beside them
     * @param isStartup whether all parameters are still drawn at random
     * @param finished how many trials are COMPLETE or PRUNED
     * @param remark the run as a whole, in words; empty unless asked for
     * @param memo the memo of the draw, or {@code null}
     * @param values the values by name
     * @param sources where they come from, by name; empty unless asked for
     */
    private record Drawn(
            CmaesSpace space,
            boolean hasOthers,
            boolean isStartup,
            int finished,
            String remark,
            @Nullable CmaesMemo memo,
            Map<String, @Nullable Object> values,
            Map<String, String> sources) {}
}
