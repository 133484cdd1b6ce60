package io.trialog.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finite set of unordered choices.
 *
 * @param choices the choices, in order, without duplicates: {@code null}, {@link Boolean}, {@link Long}, {@link Double}
 *     or {@link String}
 * @param probabilities the prior probability of each choice, summing to 1; empty if all are alike
 */
public record CategoricalDistribution(List<@Nullable Object> choices, List<Double> probabilities)
        implements Distribution {

    public CategoricalDistribution {
        choices = Collections.unmodifiableList(new ArrayList<>(choices));
        probabilities = List.copyOf(probabilities);
        Checks.require(!choices.isEmpty(), "A categorical parameter must have at least one choice.");
        for (int i = 0; i < choices.size(); i++) {
            Object choice = choices.get(i);
            Checks.require(
                    choice == null
                            || choice instanceof Boolean
                            || choice instanceof Long
                            || choice instanceof Double
                            || choice instanceof String,
                    "A choice must be null, a boolean, a number or a text, but is %s.",
                    choice);
            Checks.require(choices.indexOf(choice) == i, "A choice must not be listed twice, but %s is.", choice);
        }
        if (!probabilities.isEmpty()) {
            Checks.probabilities(probabilities, choices.size());
        }
    }

    /** Equally likely choices. */
    public CategoricalDistribution(List<?> choices) {
        this(new ArrayList<@Nullable Object>(choices), List.of());
    }

    /** Equally likely choices. */
    public static CategoricalDistribution of(@Nullable Object... choices) {
        return ofList(Arrays.asList(choices));
    }

    /** Equally likely choices, integers of Java's smaller type included. */
    public static CategoricalDistribution ofList(List<? extends @Nullable Object> choices) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object choice : choices) {
            list.add(choice instanceof Integer i ? Long.valueOf(i) : choice);
        }
        return new CategoricalDistribution(list, List.of());
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return choices.contains(value);
    }

    @Override
    public double toInternal(@Nullable Object value) {
        int index = choices.indexOf(value);
        if (index < 0) {
            throw new IllegalArgumentException("The value must be one of " + choices + ", but is " + value + ".");
        }
        return index;
    }

    @Override
    public @Nullable Object toExternal(double internal) {
        return choices.get((int) internal);
    }

    @Override
    public boolean isSingle() {
        return choices.size() == 1;
    }

    @Override
    public boolean isCompatibleWith(Distribution other) {
        return other instanceof CategoricalDistribution that && Objects.equals(that.choices, choices);
    }
}
