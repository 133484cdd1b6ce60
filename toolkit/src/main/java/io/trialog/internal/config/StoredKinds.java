package io.trialog.internal.config;

import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a study that version 0.1 took for real numbers, and that are integers in a new study. Immutable. */
final class StoredKinds {

    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Reading reading;

    StoredKinds(SearchSpace stored, Reading reading) {
        this.reading = reading;
        reading.onceReal().forEach((name, place) -> {
            Parameter parameter = stored.get(name);
            if (parameter != null && isReal(parameter.distribution())) {
                kept.put(name, place);
            }
        });
    }

    private static boolean isReal(Distribution distribution) {
        return distribution instanceof FloatDistribution
                || distribution instanceof NormalDistribution normal && !normal.integer();
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The space with the kinds that the study has. */
    SearchSpace keep(SearchSpace space) {
        return space.withParameters(space.parameters().stream()
                .map(parameter -> kept.containsKey(parameter.name())
                        ? new Parameter(parameter.name(), real(parameter.distribution()), parameter.when())
                        : parameter)
                .toList());
    }

    private static Distribution real(Distribution distribution) {
        if (distribution instanceof IntDistribution range) {
            return new FloatDistribution(range.low(), range.high(), range.step(), range.log());
        }
        return distribution instanceof NormalDistribution normal
                ? new NormalDistribution(normal.mu(), normal.sigma(), normal.step(), normal.log())
                : distribution;
    }

    /** The options of a sampler, with the values of those parameters as real numbers. */
    Map<String, @Nullable Object> keep(Map<String, @Nullable Object> sampler) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(sampler);
        options.replaceAll((option, value) -> value instanceof Map<?, ?> map ? real(map) : value);
        return options;
    }

    private Map<String, @Nullable Object> real(Map<?, ?> valuesByParameter) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        valuesByParameter.forEach((name, list) -> values.put(
                String.valueOf(name),
                kept.containsKey(String.valueOf(name)) && list instanceof List<?> l ? real(l) : list));
        return values;
    }

    private static List<@Nullable Object> real(List<?> values) {
        List<@Nullable Object> reals = new ArrayList<>();
        values.forEach(value -> reals.add(value instanceof Long number ? (Object) number.doubleValue() : value));
        return reals;
    }

    /** What the reader found out, and which kinds are kept. */
    Reading reading() {
        List<String> notes = new ArrayList<>(reading.notes());
        kept.forEach((name, place) -> notes.add(place + ": " + name
                + " keeps the real numbers that this study has, such as 2.0. In a new study its values are integers."));
        return new Reading(
                notes,
                reading.objections(),
                reading.namesSampler(),
                reading.onceReal(),
                reading.project(),
                reading.isSweep(),
                reading.hasBaseline());
    }
}
