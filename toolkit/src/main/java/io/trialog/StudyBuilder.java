package io.trialog;

import io.trialog.internal.config.StudyName;
import io.trialog.internal.engine.Attributes;
import io.trialog.internal.engine.StudyDraft;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.Pruners;
import io.trialog.internal.option.Samplers;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a study in Java and opens or creates it. Defaults: minimize {@code value}, Optuna 5's joint TPE, the median
 * pruner (none if there are several objectives), a seed drawn at creation, durability {@code full}. Not safe for use by several threads.
 */
public final class StudyBuilder {

    private final String name;
    private final List<Direction> directions = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private Map<String, @Nullable Object> sampler =
            OptionCatalogue.ofType(Samplers.catalogue().defaultType());
    private final Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable Object> pruner;
    private Durability durability = Durability.FULL;
    private StudyRoot root;
    private @Nullable Long seed;
    private @Nullable Integer maxFailures;

    StudyBuilder(String name, StudyRoot root) {
        this.name = StudyName.check(name);
        this.root = root;
    }

    /** Small values are better; the metric is called {@code value}. */
    public StudyBuilder minimize() {
        return minimize("value");
    }

    /** Small values of this metric are better. Called again, adds an objective. */
    public StudyBuilder minimize(String metric) {
        return metric(metric, Direction.MINIMIZE);
    }

    /** Large values are better; the metric is called {@code value}. */
    public StudyBuilder maximize() {
        return maximize("value");
    }

    /** Large values of this metric are better. Called again, adds an objective. */
    public StudyBuilder maximize(String metric) {
        return metric(metric, Direction.MAXIMIZE);
    }

    /**
     * Adds an objective; the first one is the one that is reported. Several need a sampler other than {@code tpe}.
     *
     * @throws IllegalArgumentException if there is one of this name already, or the name is blank
     */
    public StudyBuilder metric(String metric, Direction direction) {
        if (metric.isBlank() || metrics.contains(metric)) {
            throw new IllegalArgumentException(
                    "Every objective must have a name of its own, but '" + metric + "' was added to " + metrics + ".");
        }
        metrics.add(metric);
        directions.add(direction);
        return this;
    }

    /**
     * Declares a parameter; without any, parameters are suggested while trials run.
     *
     * @throws IllegalArgumentException if nobody can draw from the distribution
     */
    public StudyBuilder parameter(String parameter, Distribution distribution) {
        parameters.add(new Parameter(parameter, Ranges.requireFinite(parameter, distribution)));
        return this;
    }

    /** Declares a parameter that is active only if its parents have the named values. */
    public StudyBuilder parameter(String parameter, Distribution distribution, Map<String, ? extends List<?>> when) {
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        when.forEach((parent, values) -> parents.put(parent, new ArrayList<>(values)));
        parameters.add(new Parameter(parameter, Ranges.requireFinite(parameter, distribution), new Condition(parents)));
        return this;
    }

    /**
     * The sampler: {@code tpe}, {@code gp}, {@code cmaes}, {@code random}, {@code sobol}, {@code halton}, {@code grid}, {@code brute_force} or one of a plug-in, with its defaults.
     *
     * @throws IllegalArgumentException if there is no such type; the message names the nearest one
     */
    public StudyBuilder sampler(String type) {
        return sampler(type, Map.of());
    }

    /**
     * The sampler with options, as in a study file: {@code startup_trials}, {@code multivariate}, ...
     *
     * @throws IllegalArgumentException if the type or an option can't be used; the message names what can
     */
    public StudyBuilder sampler(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> chosen = settings(type, options);
        Samplers.check(chosen);
        sampler = chosen;
        return this;
    }

    /**
     * Gives every trial this value, whatever the sampler; called again, for another parameter as well.
     *
     * @param parameter the name of the parameter
     * @param value a value that it can have
     * @return this builder
     */
    public StudyBuilder fixed(String parameter, Object value) {
        fixed.put(parameter, Attributes.checked(parameter, value));
        return this;
    }

    /**
     * The pruner: {@code median}, {@code hyperband}, {@code nop}, ... with its defaults.
     *
     * @throws IllegalArgumentException if there is no such type; the message names the nearest one
     */
    public StudyBuilder pruner(String type) {
        return pruner(type, Map.of());
    }

    /**
     * The pruner with options, as in a study file: {@code warmup_steps}, {@code reduction_factor}, ...
     *
     * @throws IllegalArgumentException if the type or an option can't be used; the message names what can
     */
    public StudyBuilder pruner(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> chosen = settings(type, options);
        Pruners.check(chosen);
        pruner = chosen;
        return this;
    }

    private static Map<String, @Nullable Object> settings(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> settings = OptionCatalogue.ofType(type);
        options.forEach((key, value) -> settings.put(key, Attributes.checked(key, value)));
        return settings;
    }

    /** The seed of every random choice; the same seed gives the same study. */
    public StudyBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Stops the study after so many failed trials in a row, 5 by default. Without this, an exception in the very first trial
     * stops it at once. A call of {@code suggest} that is refused always does.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public StudyBuilder maxFailures(int inARow) {
        if (inARow < 1) {
            throw new IllegalArgumentException("max_failures must be at least 1, but is " + inARow + ".");
        }
        maxFailures = inARow;
        return this;
    }

    /** When an event counts as acknowledged. */
    public StudyBuilder durability(Durability level) {
        durability = level;
        return this;
    }

    /** The directory under which the study lives, instead of {@code $TRIALOG_HOME}. */
    public StudyBuilder under(Path directory) {
        root = new StudyRoot(directory.toAbsolutePath());
        return this;
    }

    /**
     * Opens the study, or creates it.
     *
     * @return the study, open; the same object if this JVM has it open already
     * @throws io.trialog.exception.TrialogException if another controller holds the study, if its log is damaged, or if it
     *     differs from this description in what can't be changed
     */
    public Study open() {
        return Study.of(new StudyOpener(root).open(draft()));
    }

    /**
     * Makes a study that leaves no trace on disk: for tests, teaching and objectives of microseconds.
     *
     * @return the study, open
     */
    public Study inMemory() {
        return Study.of(new StudyOpener(root).inMemory(draft()));
    }

    private StudyDraft draft() {
        return new StudyDraft(name, durability, seed, pruner != null, this::settings);
    }

    private Settings settings(long seedInForce) {
        if (directions.isEmpty()) {
            minimize();
        }
        return Settings.of(name, directions, metrics)
                .withSeed(seedInForce)
                .withSpace(new SearchSpace(parameters))
                .withSampler(checkedSampler())
                .withPruner(checkedPruner())
                .withExecutor(limits());
    }

    private Map<String, @Nullable Object> limits() {
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        if (maxFailures != null) {
            limits.put(ExecutorOptions.MAX_FAILURES, (long) maxFailures);
        }
        return limits;
    }

    /** A sampler that can't do so many objectives is refused before a study is made that could never ask. */
    private Map<String, @Nullable Object> checkedSampler() {
        String refusal = Samplers.refusal(sampler, metrics.size());
        if (refusal != null) {
            throw new IllegalArgumentException(
                    refusal + "\nMaybe sampler(\"" + Samplers.typeFor(metrics.size()) + "\"), or one metric.");
        }
        SearchSpace space = new SearchSpace(parameters);
        Map<String, @Nullable Object> given = FixedValues.of(sampler);
        given.putAll(fixed);
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>(sampler);
        if (!given.isEmpty()) {
            chosen.put(FixedValues.KEY, FixedValues.checked(given, space));
        }
        String conditional = Samplers.refusal(chosen, space);
        if (conditional != null) {
            throw new IllegalArgumentException(conditional + "\nMaybe sampler(\"tpe\"), which handles conditions.");
        }
        return chosen;
    }

    private Map<String, @Nullable Object> checkedPruner() {
        if (pruner == null) {
            return Pruners.unnamed(metrics.size());
        }
        String refusal = Pruners.refusal(pruner, metrics.size());
        if (refusal != null) {
            throw new IllegalArgumentException(
                    refusal + "\nMaybe pruner(\"" + Pruners.typeFor(metrics.size()) + "\").");
        }
        return Pruners.named(pruner);
    }
}
