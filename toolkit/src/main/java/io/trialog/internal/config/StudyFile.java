package io.trialog.internal.config;

import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.yaml.Objection;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a study file asks for. Immutable. Maps hold only what JSON holds: null, Boolean, Long, Double, String, lists and
 * maps; durations in them are seconds (a Long, or a Double where they are not whole).
 *
 * @param source the file, absolute
 * @param name the study's name, valid by {@link StudyName}
 * @param directions one per objective
 * @param metrics the names of the objectives, one per direction
 * @param target the study is done once the first metric has reached this value; {@code null} if never
 * @param constraints the bounds that metrics must keep for a trial to be feasible
 * @param stopWhen the rules by which the study starts no further trial
 * @param seed the seed, {@code null} if the file names none
 * @param space the declared parameters
 * @param sampler {@code type} ({@code tpe}, {@code random}, ...) and options
 * @param pruner {@code type} ({@code median}, {@code percentile}, {@code successive_halving}, {@code hyperband},
 *     {@code nop}) and options; {@code printed} says whether printed values are recorded only, or also prune
 * @param namesPruner whether the file itself names the pruner
 * @param objective how a trial is run; empty for a Java objective. {@code command}: argv, maybe with W&amp;B's macros;
 *     or {@code class}, {@code classpath} (absolute) and {@code java_args}: a Java class that is run like one;
 *     {@code parameters}: {@code flags}, {@code hydra}, {@code json} or {@code env}; {@code workdir}: absolute;
 *     {@code patterns}: regular expressions with a group for the value; {@code results}: {@code {file, key}};
 *     {@code collect}: the type of a collector and its options;
 *     {@code score_file}; {@code program}: what {@code ${program}} stands for; {@code style}: {@code wandb} if values
 *     are to be written as Python's {@code str} does ({@code True}, {@code None}) and nested ones as one dict;
 *     {@code nested}: for every name that came from nested {@code parameters}, its parts
 * @param executor {@code type} ({@code local}) and options; empty if the file says nothing
 * @param controller resources of a controller on a cluster; empty if the file says nothing
 * @param stage files to copy to and from a cluster's scratch; empty if the file says nothing
 * @param messages the section {@code notify}: {@code on}: a list of events, and the options of each channel by its type; empty if the file says nothing
 * @param trackers the sections {@code mlflow} and {@code wandb} by their names; empty if the file says nothing
 * @param trials until how many finished trials the study runs ({@code trials} or W&amp;B's {@code run_cap})
 * @param timeout how long an optimization may take
 * @param durability {@code full}, {@code ledger}, {@code local} or {@code memory}
 * @param labels description, project, entity and metadata: kept, without effect
 * @param reading what the reader found out beside all this
 */
public record StudyFile(
        Path source,
        String name,
        List<Direction> directions,
        List<String> metrics,
        @Nullable Double target,
        List<MetricConstraint> constraints,
        List<StopRule> stopWhen,
        @Nullable Long seed,
        SearchSpace space,
        Map<String, @Nullable Object> sampler,
        Map<String, @Nullable Object> pruner,
        boolean namesPruner,
        Map<String, @Nullable Object> objective,
        Map<String, @Nullable Object> executor,
        Map<String, @Nullable Object> controller,
        Map<String, @Nullable Object> stage,
        Map<String, @Nullable Object> messages,
        Map<String, @Nullable Object> trackers,
        @Nullable Integer trials,
        @Nullable Duration timeout,
        @Nullable String durability,
        Map<String, @Nullable Object> labels,
        Reading reading) {

    /** The key by which the first trial has the program's own values. */
    public static final String BASELINE = "baseline";

    public StudyFile {
        directions = List.copyOf(directions);
        metrics = List.copyOf(metrics);
        constraints = List.copyOf(constraints);
        stopWhen = List.copyOf(stopWhen);
        sampler = frozen(sampler);
        pruner = frozen(pruner);
        objective = frozen(objective);
        executor = frozen(executor);
        controller = frozen(controller);
        stage = frozen(stage);
        messages = frozen(messages);
        trackers = frozen(trackers);
        labels = frozen(labels);
    }

    /**
     * The settings to create the study with.
     *
     * @param seedInForce the seed: that of the file, or the one that was drawn because the file names none
     */
    public Settings settings(long seedInForce) {
        return Settings.of(name, directions, metrics)
                .withSeed(seedInForce)
                .withSpace(space)
                .withSampler(sampler)
                .withPruner(pruner)
                .withObjective(objective)
                .withExecutor(executor)
                .withConstraints(constraints)
                .withStopWhen(stopWhen);
    }

    /** Returns what the reader decided and the user should know, one line each, beginning with the place. */
    public List<String> notes() {
        return reading.notes();
    }

    /** Returns the project file that holds for this one, or {@code null}. */
    public @Nullable Path projectFile() {
        return reading.project();
    }

    /** Whether it is a sweep file. */
    public boolean isSweep() {
        return reading.isSweep();
    }

    /** Whether the first trial has the program's own values. */
    public boolean hasBaseline() {
        return reading.hasBaseline();
    }

    /** Returns what new studies and changed files are refused for. */
    public List<Objection> objections() {
        return reading.objections();
    }

    /**
     * Returns this file for a study that exists: a parameter that version 0.1 took for real numbers keeps them, and a study that
     * was begun with its default sampler keeps that, unless the file names one. A study that had no metric then keeps its metric
     * 'value'.
     *
     * @param stored the settings of the study
     * @return what the file asks this study for, with a note for each such parameter
     */
    public StudyFile forStudy(Settings stored) {
        StoredKinds kinds = new StoredKinds(stored.space(), reading);
        Map<String, @Nullable Object> continued =
                SamplerCatalogue.continued(stored.sampler(), sampler, reading.namesSampler());
        StudyFile file = kinds.isEmpty()
                ? with(space, continued, reading)
                : with(kinds.keep(space), kinds.keep(continued), kinds.reading());
        boolean isOfBefore = objective.containsKey(ObjectiveSettings.SUCCESS)
                && stored.metrics().equals(List.of("value"));
        return isOfBefore ? file.withValue() : file;
    }

    /** A study that was made without a metric before 0.2 goes on with the values that its program tells. */
    private StudyFile withValue() {
        Map<String, @Nullable Object> told = new LinkedHashMap<>(objective);
        told.remove(ObjectiveSettings.SUCCESS);
        return with(List.of("value"), told);
    }

    private StudyFile with(List<String> newMetrics, Map<String, @Nullable Object> newObjective) {
        return new StudyFile(
                source,
                name,
                directions,
                newMetrics,
                target,
                constraints,
                stopWhen,
                seed,
                space,
                sampler,
                pruner,
                namesPruner,
                newObjective,
                executor,
                controller,
                stage,
                messages,
                trackers,
                trials,
                timeout,
                durability,
                labels,
                reading);
    }

    /** Returns the same file with other declared parameters. */
    public StudyFile withSpace(SearchSpace parameters) {
        return with(parameters, sampler, reading);
    }

    private StudyFile with(SearchSpace newSpace, Map<String, @Nullable Object> newSampler, Reading newReading) {
        return new StudyFile(
                source,
                name,
                directions,
                metrics,
                target,
                constraints,
                stopWhen,
                seed,
                newSpace,
                newSampler,
                pruner,
                namesPruner,
                objective,
                executor,
                controller,
                stage,
                messages,
                trackers,
                trials,
                timeout,
                durability,
                labels,
                newReading);
    }

    /** Whether the sampler comes to an end by itself: a grid. */
    public boolean enumerates() {
        return SamplerCatalogue.enumerates(sampler);
    }

    private static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, frozenValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object frozenValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), frozenValue(element)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(frozenValue(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
