package io.trialog;

import io.trialog.internal.config.StudyName;
import io.trialog.internal.engine.Attributes;
import io.trialog.internal.engine.Ranges;
import io.trialog.internal.engine.StudyDraft;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.space.RecordSpace;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import io.trialog.study.TypeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a study in Java and opens or creates it. Defaults: minimize {@code value}, the sampler {@code auto}, the median
 * pruner (none if there are several objectives), a seed drawn at creation, durability {@code full}. Not safe for use by several threads.
 */
public final class StudyBuilder {

    private final String name;
    private final List<Direction> directions = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, MetricConstraint> constraints = new LinkedHashMap<>();
    private final Map<String, Double> stopWhen = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable Object> sampler;
    private final Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
    private @Nullable Map<String, @Nullable Object> pruner;
    private @Nullable Durability durability;
    private StudyRoot root;
    private @Nullable Long seed;
    private @Nullable Integer maxFailures;

    StudyBuilder(String name, StudyRoot root) {
        this.name = StudyName.check(name);
        this.root = root;
    }

    /**
     * Small values are better; the metric is called {@code value}.
     *
     * @return this builder
     */
    public StudyBuilder minimize() {
        return minimize("value");
    }

    /**
     * Small values of this metric are better. Called again, adds an objective.
     *
     * @param metric the name of the metric
     * @return this builder
     */
    public StudyBuilder minimize(String metric) {
        return metric(metric, Direction.MINIMIZE);
    }

    /**
     * Large values are better; the metric is called {@code value}.
     *
     * @return this builder
     */
    public StudyBuilder maximize() {
        return maximize("value");
    }

    /**
     * Large values of this metric are better. Called again, adds an objective.
     *
     * @param metric the name of the metric
     * @return this builder
     */
    public StudyBuilder maximize(String metric) {
        return metric(metric, Direction.MAXIMIZE);
    }

    /**
     * Adds an objective; the first one is the one that is reported.
     *
     * @param metric the name of the metric
     * @param direction which values are better
     * @return this builder
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
     * @param parameter the name of the parameter
     * @param distribution the values that it may have
     * @return this builder
     * @throws IllegalArgumentException if nobody can draw from the distribution
     */
    public StudyBuilder parameter(String parameter, Distribution distribution) {
        return add(new Parameter(parameter, distribution));
    }

    /**
     * Declares the components of a record as parameters; see {@link RecordSpace}.
     *
     * @param type the record's class
     * @return this builder
     * @throws IllegalArgumentException if a component is no parameter; the message says what it needs
     */
    public StudyBuilder space(Class<? extends Record> type) {
        RecordSpace.of(type).space().parameters().forEach(this::add);
        return this;
    }

    /**
     * Declares real numbers in [low, high].
     *
     * @param parameter the name
     * @param low the least value
     * @param high the greatest value
     * @return this builder
     */
    public StudyBuilder suggestFloat(String parameter, double low, double high) {
        return suggestFloat(parameter, low, high, false);
    }

    /**
     * Declares real numbers in [low, high].
     *
     * @param parameter the name
     * @param low the least value
     * @param high the greatest value
     * @param log whether the scale is logarithmic; the bounds are positive then
     * @return this builder
     */
    public StudyBuilder suggestFloat(String parameter, double low, double high, boolean log) {
        return parameter(parameter, new FloatDistribution(low, high, 0, log));
    }

    /**
     * Declares integers in [low, high].
     *
     * @param parameter the name
     * @param low the least value
     * @param high the greatest value
     * @return this builder
     */
    public StudyBuilder suggestInt(String parameter, long low, long high) {
        return suggestInt(parameter, low, high, false);
    }

    /**
     * Declares integers in [low, high].
     *
     * @param parameter the name
     * @param low the least value
     * @param high the greatest value
     * @param log whether the scale is logarithmic; the bounds are positive then
     * @return this builder
     */
    public StudyBuilder suggestInt(String parameter, long low, long high, boolean log) {
        return parameter(parameter, new IntDistribution(low, high, 1, log));
    }

    /**
     * Declares choices.
     *
     * @param parameter the name
     * @param choices texts, numbers, booleans, {@code null}, or constants of enums, which stand in the log by their names
     * @return this builder
     */
    public StudyBuilder suggestCategorical(String parameter, @Nullable Object... choices) {
        return parameter(parameter, CategoricalDistribution.of(choices));
    }

    /**
     * Makes the parameter that was declared last active only if another one has one of these values.
     *
     * @param parent the name of a parameter with choices
     * @param values some of its choices
     * @return this builder
     * @throws IllegalStateException if no parameter was declared yet
     */
    public StudyBuilder when(String parent, @Nullable Object... values) {
        if (parameters.isEmpty()) {
            throw new IllegalStateException("A condition must stand behind a parameter, but none is declared yet.");
        }
        Parameter last = parameters.remove(parameters.size() - 1);
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        if (last.when() != null) {
            parents.putAll(last.when().parents());
        }
        parents.put(parent, Arrays.asList(values));
        return add(new Parameter(last.name(), last.distribution(), new Condition(parents)));
    }

    private StudyBuilder add(Parameter parameter) {
        Ranges.requireFinite(parameter.name(), parameter.distribution());
        parameters.add(parameter);
        return this;
    }

    /**
     * Declares a parameter that is active only if its parents have the named values.
     *
     * @param parameter the name of the parameter
     * @param distribution the values that it may have
     * @param when the values of its parents that make it active
     * @return this builder
     */
    public StudyBuilder parameter(String parameter, Distribution distribution, Map<String, ? extends List<?>> when) {
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        when.forEach((parent, values) -> parents.put(parent, new ArrayList<>(values)));
        return add(new Parameter(parameter, distribution, new Condition(parents)));
    }

    /**
     * The sampler: {@code auto}, {@code tpe}, {@code gp}, {@code cmaes}, {@code random}, {@code sobol}, {@code halton}, {@code grid}, {@code brute_force} or one of a plug-in, with its defaults.
     *
     * @param type the type
     * @return this builder
     * @throws IllegalArgumentException if there is no such type; the message names the nearest one
     */
    public StudyBuilder sampler(String type) {
        return sampler(type, Map.of());
    }

    /**
     * Returns the sampler with options, as in a study file: {@code startup_trials}, {@code multivariate}, ...
     *
     * @param type the type
     * @param options the options
     * @return this builder
     * @throws IllegalArgumentException if the type or an option can't be used; the message names what can
     */
    public StudyBuilder sampler(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> chosen = settings(type, options);
        SamplerCatalogue.check(chosen);
        sampler = chosen;
        return this;
    }

    /**
     * Sets the sampler.
     *
     * @param choice such as {@code Samplers.tpe().startupTrials(5)}
     * @return this builder
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public StudyBuilder sampler(TypeChoice<?> choice) {
        return sampler(choice.type(), choice.options());
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
     * Returns the pruner: {@code median}, {@code hyperband}, {@code nop}, ... with its defaults.
     *
     * @param type the type
     * @return this builder
     * @throws IllegalArgumentException if there is no such type; the message names the nearest one
     */
    public StudyBuilder pruner(String type) {
        return pruner(type, Map.of());
    }

    /**
     * Returns the pruner with options, as in a study file: {@code warmup_steps}, {@code reduction_factor}, ...
     *
     * @param type the type
     * @param options the options
     * @return this builder
     * @throws IllegalArgumentException if the type or an option can't be used; the message names what can
     */
    public StudyBuilder pruner(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> chosen = settings(type, options);
        PrunerCatalogue.check(chosen);
        pruner = chosen;
        return this;
    }

    /**
     * Sets the pruner.
     *
     * @param choice such as {@code Pruners.median().warmupSteps(5)}
     * @return this builder
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public StudyBuilder pruner(TypeChoice<?> choice) {
        return pruner(choice.type(), choice.options());
    }

    private static Map<String, @Nullable Object> settings(String type, Map<String, ?> options) {
        Map<String, @Nullable Object> settings = OptionCatalogue.ofType(type);
        options.forEach((key, value) -> settings.put(key, Attributes.checked(key, value)));
        return settings;
    }

    /**
     * Returns the seed of every random choice; the same seed gives the same study.
     *
     * @param value the value
     * @return this builder
     */
    public StudyBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Stops the study after so many failed trials in a row, 5 by default. Without this, an exception in the very first
     * trial
     * stops it at once. A call of {@code suggest} that is refused always does.
     *
     * @param inARow how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public StudyBuilder maxFailures(int inARow) {
        if (inARow < 1) {
            throw new IllegalArgumentException("max_failures must be at least 1, but is " + inARow + ".");
        }
        maxFailures = inARow;
        return this;
    }

    /**
     * Adds a constraint: a trial is feasible only if a metric that it tells keeps a bound. A trial that does not tell the metric is
     * not feasible. A changed bound judges the trials that are there again. Constraints whose values the objective computes itself
     * need no declaration: see {@link Trial#setConstraint}.
     *
     * @param constraint the name of the constraint; called again with the same name, replaces the condition
     * @param condition {@code METRIC op NUMBER} with one of {@code <=}, {@code >=}, {@code <} and {@code >}, such as
     *     {@code mem_gb <= 40}
     * @return this builder
     * @throws IllegalArgumentException if the condition has another form
     */
    public StudyBuilder constraint(String constraint, String condition) {
        constraints.put(constraint, MetricConstraint.parse(constraint, condition));
        return this;
    }

    /**
     * Adds a rule by which the study starts no further trial: {@code stagnation}, {@code target}, {@code gpu_hours} or {@code
     * cpu_hours}. The decision stands in the log; {@link Study#liftStop} goes on all the same.
     *
     * @param rule the name of the rule
     * @param bound the bound at which the study stops; see {@link StopRule.Kind} for its unit
     * @return this builder
     * @throws IllegalArgumentException if there is no such rule, or the bound has no meaning
     */
    public StudyBuilder stopWhen(String rule, double bound) {
        if (!StopRule.keys().contains(rule)) {
            throw new IllegalArgumentException("The rule by which a study stops must be one of "
                    + String.join(", ", StopRule.keys()) + ", but is '" + rule + "'."
                    + Nearest.maybe(rule, StopRule.keys()));
        }
        stopWhen.put(rule, StopRule.of(Map.of(rule, bound)).get(0).bound());
        return this;
    }

    /**
     * Sets when an event counts as acknowledged. Default: that of the study, {@code full} for a new one; without the JVM flags that
     * the queue needs, a new study is kept in its ledger alone.
     *
     * @param level the level
     * @return this builder
     */
    public StudyBuilder durability(Durability level) {
        durability = level;
        return this;
    }

    /**
     * Returns the directory under which the study lives, instead of {@code $TRIALOG_HOME}.
     *
     * @param directory the directory
     * @return this builder
     */
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
        return new StudyDraft(name, durability, seed, sampler != null, pruner != null, this::settings);
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
                .withExecutor(limits())
                .withConstraints(List.copyOf(constraints.values()))
                .withStopWhen(StopRule.of(stopWhen));
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
        Map<String, @Nullable Object> asked = sampler == null ? SamplerCatalogue.unnamed(metrics.size()) : sampler;
        String refusal = SamplerCatalogue.refusal(asked, metrics.size());
        if (refusal != null) {
            throw new IllegalArgumentException(
                    refusal + "\nMaybe sampler(\"" + SamplerCatalogue.typeFor(metrics.size()) + "\"), or one metric.");
        }
        String blind = constraints.isEmpty() ? null : SamplerCatalogue.refusalOfConstraints(asked);
        if (blind != null) {
            throw new IllegalArgumentException(blind + "\nMaybe sampler(\"tpe\"), which does.");
        }
        SearchSpace space = new SearchSpace(parameters);
        Map<String, @Nullable Object> given = FixedValues.of(asked);
        given.putAll(fixed);
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>(asked);
        if (!given.isEmpty()) {
            chosen.put(FixedValues.KEY, FixedValues.checked(given, space));
        }
        String conditional = SamplerCatalogue.refusal(chosen, space);
        if (conditional != null) {
            throw new IllegalArgumentException(conditional + "\nMaybe sampler(\"tpe\"), which handles conditions.");
        }
        return chosen;
    }

    private Map<String, @Nullable Object> checkedPruner() {
        if (pruner == null) {
            return PrunerCatalogue.unnamed(metrics.size());
        }
        String refusal = PrunerCatalogue.refusal(pruner, metrics.size());
        if (refusal != null) {
            throw new IllegalArgumentException(
                    refusal + "\nMaybe pruner(\"" + PrunerCatalogue.typeFor(metrics.size()) + "\").");
        }
        return PrunerCatalogue.named(pruner);
    }
}
