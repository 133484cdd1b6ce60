package io.trialog.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finite set of unordered choices.
 *
 * @param choices the choices, in order, without duplicates: {@code null}, {@link Boolean}, {@link Long}, {@link Double},
 *     {@link String}, or a {@link List} or {@link java.util.Map} of these
 * @param probabilities the prior probability of each choice, summing to 1; empty if all are alike
 * @param listed the choices as another program listed them, if it listed one twice; else empty. Readers of {@code study.db} get
 *     this list, the search has each choice once
 */
public record CategoricalDistribution(
        List<@Nullable Object> choices, List<Double> probabilities, List<@Nullable Object> listed)
        implements Distribution {

    /**
     * Checks and copies the parts.
     *
     * @param choices the choices, in order, without duplicates: {@code null}, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, or a {@link List} or {@link java.util.Map} of these
     * @param probabilities the prior probability of each choice, summing to 1; empty if all are alike
     * @param listed the choices as another program listed them, if it listed one twice; else empty. Readers of {@code study.db} get this list, the search has each choice once
     */
    public CategoricalDistribution {
        choices = Choices.kept(choices);
        probabilities = List.copyOf(probabilities);
        listed = Choices.kept(listed);
        Checks.require(!choices.isEmpty(), "A categorical parameter must have at least one choice.");
        for (int i = 0; i < choices.size(); i++) {
            Object choice = choices.get(i);
            Checks.require(choices.indexOf(choice) == i, "A choice must not be listed twice, but %s is.", choice);
        }
        Checks.require(
                listed.isEmpty() || Choices.unique(listed).equals(choices),
                "The list %s must hold the choices %s and no other.",
                listed,
                choices);
        if (!probabilities.isEmpty()) {
            Checks.probabilities(probabilities, choices.size());
        }
    }

    /**
     * Choices with prior probabilities; none if all are alike.
     *
     * @param choices the choices, in order
     * @param probabilities the prior probability of each choice, summing to 1; empty if all are alike
     */
    public CategoricalDistribution(List<? extends @Nullable Object> choices, List<Double> probabilities) {
        this(new ArrayList<@Nullable Object>(choices), probabilities, List.of());
    }

    /**
     * Equally likely choices.
     *
     * @param choices the choices, in order
     */
    public CategoricalDistribution(List<?> choices) {
        this(new ArrayList<@Nullable Object>(choices), List.of());
    }

    /**
     * Equally likely choices.
     *
     * @param choices the choices, in order
     * @return equally likely choices
     */
    public static CategoricalDistribution of(@Nullable Object... choices) {
        return ofList(Arrays.asList(choices));
    }

    /**
     * Equally likely choices, integers of Java's smaller type included; enum constants stand for their names.
     *
     * @param choices the choices, in order
     * @return equally likely choices, integers of Java's smaller type included; enum constants stand for their names
     */
    public static CategoricalDistribution ofList(List<? extends @Nullable Object> choices) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object choice : choices) {
            list.add(choice instanceof Integer i ? Long.valueOf(i) : choice);
        }
        return new CategoricalDistribution(list, List.of());
    }

    /**
     * Equally likely choices as another program listed them, maybe one of them twice.
     *
     * @param listed the list
     * @return each choice once; {@link #listed} is the list if that differs
     */
    public static CategoricalDistribution ofListed(List<? extends @Nullable Object> listed) {
        List<@Nullable Object> unique = Choices.unique(listed);
        return new CategoricalDistribution(
                unique, List.of(), unique.size() == listed.size() ? List.of() : new ArrayList<>(listed));
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return choices.contains(value);
    }

    @Override
    public double toInternal(@Nullable Object value) {
        int index = choices.indexOf(Choices.named(value));
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

    @Override
    public String toString() {
        return "CategoricalDistribution[choices=" + choices + ", probabilities=" + probabilities
                + (listed.isEmpty() ? "" : ", listed=" + listed) + "]";
    }
}
