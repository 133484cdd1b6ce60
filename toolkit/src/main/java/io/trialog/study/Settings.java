package io.trialog.study;

import io.trialog.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when the study was created, as recorded in the log. Immutable.
 *
 * @param name the study's name; it enters Hyperband's brackets
 * @param directions one per objective
 * @param metrics the names of the objectives, one per direction; the first is the one that is reported and pruned on
 * @param seed the seed of every random choice
 * @param space the declared parameters; empty if they are suggested while trials run
 * @param sampler type and options, for example {@code {type: tpe, startup_trials: 10}}
 * @param pruner type and options, for example {@code {type: median, warmup_steps: 5}}
 * @param objective how trials are run (command, parameters, workdir, ...), empty for a Java objective
 * @param executor where trials are run (type, parallel, time_limit, retries, ...)
 */
public record Settings(
        String name,
        List<Direction> directions,
        List<String> metrics,
        long seed,
        SearchSpace space,
        Map<String, @Nullable Object> sampler,
        Map<String, @Nullable Object> pruner,
        Map<String, @Nullable Object> objective,
        Map<String, @Nullable Object> executor) {

    public Settings {
        directions = List.copyOf(directions);
        metrics = List.copyOf(metrics);
        sampler = copy(sampler);
        pruner = copy(pruner);
        objective = copy(objective);
        executor = copy(executor);
        if (directions.isEmpty() || directions.size() != metrics.size()) {
            throw new IllegalArgumentException(
                    "There must be one metric name per direction and at least one, but there are " + metrics.size()
                            + " names for " + directions.size() + " directions.");
        }
    }

    /** The first (usually the only) direction. */
    public Direction direction() {
        return directions.get(0);
    }

    /** The first (usually the only) metric: the objective. */
    public String metric() {
        return metrics.get(0);
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A copy with other bounds, executor, sampler or pruner: what may change while a study goes on. */
    public Settings with(
            SearchSpace newSpace,
            Map<String, @Nullable Object> newSampler,
            Map<String, @Nullable Object> newPruner,
            Map<String, @Nullable Object> newObjective,
            Map<String, @Nullable Object> newExecutor) {
        return new Settings(
                name, directions, metrics, seed, newSpace, newSampler, newPruner, newObjective, newExecutor);
    }
}
