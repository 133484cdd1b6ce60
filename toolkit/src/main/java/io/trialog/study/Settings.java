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
 * @param constraints the bounds that metrics must keep for a trial to be feasible
 * @param stopWhen the rules by which the study starts no further trial
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
        Map<String, @Nullable Object> executor,
        List<MetricConstraint> constraints,
        List<StopRule> stopWhen) {

    /**
     * Checks and copies the parts.
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
     * @param constraints the bounds that metrics must keep for a trial to be feasible
     * @param stopWhen the rules by which the study starts no further trial
     */
    public Settings {
        directions = List.copyOf(directions);
        metrics = List.copyOf(metrics);
        sampler = copy(sampler);
        pruner = copy(pruner);
        objective = copy(objective);
        executor = copy(executor);
        constraints = List.copyOf(constraints);
        stopWhen = List.copyOf(stopWhen);
        if (directions.isEmpty() || directions.size() != metrics.size()) {
            throw new IllegalArgumentException(
                    "There must be one metric name per direction and at least one, but there are " + metrics.size()
                            + " names for " + directions.size() + " directions.");
        }
    }

    /**
     * Returns settings with seed 0 and no parameters, in which nothing is said of sampler, pruner, objective and executor.
     *
     * @param name the study's name
     * @param directions one per objective
     * @param metrics the names of the objectives, one per direction
     * @return the settings, to be completed by the methods whose names begin with {@code with}
     */
    public static Settings of(String name, List<Direction> directions, List<String> metrics) {
        return new Settings(
                name,
                directions,
                metrics,
                0,
                SearchSpace.EMPTY,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    /** {@return the first (usually the only) direction} */
    public Direction direction() {
        return directions.get(0);
    }

    /** {@return the first (usually the only) metric: the objective} */
    public String metric() {
        return metrics.get(0);
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Returns the same settings under another name.
     *
     * @param newName the name of the study
     * @return a copy
     */
    public Settings withName(String newName) {
        return new Settings(
                newName, directions, metrics, seed, space, sampler, pruner, objective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with another seed.
     *
     * @param newSeed the seed of every random choice
     * @return a copy
     */
    public Settings withSeed(long newSeed) {
        return new Settings(
                name, directions, metrics, newSeed, space, sampler, pruner, objective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with other declared parameters.
     *
     * @param newSpace the parameters; empty if they are suggested while trials run
     * @return a copy
     */
    public Settings withSpace(SearchSpace newSpace) {
        return new Settings(
                name, directions, metrics, seed, newSpace, sampler, pruner, objective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with another sampler.
     *
     * @param newSampler type and options
     * @return a copy
     */
    public Settings withSampler(Map<String, @Nullable Object> newSampler) {
        return new Settings(
                name, directions, metrics, seed, space, newSampler, pruner, objective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with another pruner.
     *
     * @param newPruner type and options
     * @return a copy
     */
    public Settings withPruner(Map<String, @Nullable Object> newPruner) {
        return new Settings(
                name, directions, metrics, seed, space, sampler, newPruner, objective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with another objective.
     *
     * @param newObjective how trials are run; empty for a Java objective
     * @return a copy
     */
    public Settings withObjective(Map<String, @Nullable Object> newObjective) {
        return new Settings(
                name, directions, metrics, seed, space, sampler, pruner, newObjective, executor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with another executor.
     *
     * @param newExecutor where trials are run
     * @return a copy
     */
    public Settings withExecutor(Map<String, @Nullable Object> newExecutor) {
        return new Settings(
                name, directions, metrics, seed, space, sampler, pruner, objective, newExecutor, constraints, stopWhen);
    }

    /**
     * Returns the same settings with other constraints.
     *
     * @param newConstraints the bounds that metrics must keep
     * @return a copy
     */
    public Settings withConstraints(List<MetricConstraint> newConstraints) {
        return new Settings(
                name, directions, metrics, seed, space, sampler, pruner, objective, executor, newConstraints, stopWhen);
    }

    /**
     * Returns the same settings with other rules by which the study stops.
     *
     * @param rules the rules
     * @return a copy
     */
    public Settings withStopWhen(List<StopRule> rules) {
        return new Settings(
                name, directions, metrics, seed, space, sampler, pruner, objective, executor, constraints, rules);
    }
}
