package io.trialog.internal.sampler.tpe;

import io.trialog.space.Distribution;
import io.trialog.spi.RandomNumbers;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The two mixtures of a set of parameters that are drawn together: of the good trials and of the others. Follows trials
 * incrementally. Not safe for use by several threads.
 */
final class Model {

    private static final int[] NOT_A_MEMBER = {};

    private final List<String> names;
    private final List<Distribution> distributions;
    private final boolean discrete;
    private final Mixture below;
    private final Mixture above;
    private final Race race;
    private final Tried tried = new Tried();
    private final Members belowMembers = new Members();
    private final Members aboveMembers = new Members();
    private final IdentityHashMap<Shape, int[]> placesByShape = new IdentityHashMap<>();
    private @Nullable Shape lastShape;
    private int[] lastPlaces = NOT_A_MEMBER;

    /**
     * @param parameters the parameters, none single-valued, at least one
     * @param options by which rule mixtures are made
     * @param goodWeights what good trials weigh by their age
     */
    Model(NavigableMap<String, Distribution> parameters, TpeOptions options, Weights goodWeights) {
        names = List.copyOf(parameters.keySet());
        distributions = List.copyOf(parameters.values());
        below = new Mixture(parameters, options, goodWeights);
        above = new Mixture(parameters, options, options.weights());
        race = new Race(below, above);
        discrete = Arrays.stream(below.dimensions).allMatch(Tabulated.class::isInstance);
    }

    /** Whether this is the model of these parameters. */
    boolean isOf(Map<String, Distribution> parameters) {
        return distributions.size() == parameters.size()
                && names.equals(new ArrayList<>(parameters.keySet()))
                && distributions.equals(new ArrayList<>(parameters.values()));
    }

    /**
     * Takes the trials that count.
     *
     * @param table the finished ones
     * @param running the running ones, by number; they count as bad
     * @param asking the trial that is asked for, left out of the running ones
     */
    void follow(TpeTable table, Collection<TrialRecord> running, int asking) {
        belowMembers.clear();
        aboveMembers.clear();
        if (discrete) {
            tried.follow(table, this);
        }
        int[] good = table.below();
        int nextGood = 0;
        int i = 0;
        for (TrialRecord open : running) {
            if (open.number() != asking) {
                for (; i < table.size() && table.number(i) < open.number(); i++) {
                    nextGood = add(table, i, good, nextGood);
                }
                add(open.number(), open.internals(), open.shape(), aboveMembers);
                if (discrete && places(open.shape()) != NOT_A_MEMBER) {
                    tried.add(open.internals(), places(open.shape()));
                }
            }
        }
        for (; i < table.size(); i++) {
            nextGood = add(table, i, good, nextGood);
        }
        below.become(belowMembers);
        above.become(aboveMembers);
    }

    /** Takes trials that are divided otherwise than by the objectives. */
    void divide(Division division) {
        belowMembers.clear();
        aboveMembers.clear();
        for (int i = 0; i < division.trials().length; i++) {
            TrialRecord trial = division.trials()[i];
            add(trial.number(), trial.internals(), trial.shape(), division.met()[i] ? belowMembers : aboveMembers);
        }
        below.become(belowMembers);
        above.become(aboveMembers);
    }

    private int add(TpeTable table, int i, int[] good, int nextGood) {
        int number = table.number(i);
        boolean isGood = nextGood < good.length && good[nextGood] == number;
        add(number, table.internals(i), table.shape(i), isGood ? belowMembers : aboveMembers);
        return isGood ? nextGood + 1 : nextGood;
    }

    private void add(int number, double[] internals, Shape shape, Members members) {
        int[] places = places(shape);
        if (places != NOT_A_MEMBER) {
            members.add(number, internals, places);
        }
    }

    /** Where the parameters stand in a shape; nowhere if it is of no use. */
    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    int[] places(Shape shape) {
        if (shape != lastShape) {
            lastShape = shape;
            lastPlaces = placesByShape.computeIfAbsent(shape, this::placesIn);
        }
        return lastPlaces;
    }

    /** Where the parameters stand in a shape; a shape that lacks one, or has one of another kind, is of no use. */
    private int[] placesIn(Shape shape) {
        int[] places = new int[names.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = shape.indexOf(names.get(i));
            if (places[i] < 0
                    || !distributions
                            .get(i)
                            .isCompatibleWith(shape.distributions().get(places[i]))) {
                return NOT_A_MEMBER;
            }
        }
        return places;
    }

    /**
     * Values that were drawn from the good mixture.
     *
     * @param values external values by name
     * @param around the trial from whose kernel they were drawn, or -1 for the prior
     */
    record Suggestion(Map<String, @Nullable Object> values, int around) {}

    /**
     * Draws candidates from the good mixture and returns the first of those that the good one favors most.
     *
     * @param untried whether, in a space without continuous parameters, what a trial has had already is left out unless all
     *     candidates are such
     */
    Suggestion suggest(RandomNumbers stream, int candidates, boolean untried) {
        double[][] points = new double[candidates][names.size()];
        int[] kernels = new int[candidates];
        for (int i = 0; i < candidates; i++) {
            kernels[i] = below.draw(stream, points[i]);
        }
        int[] left = untried && discrete ? untried(points) : new int[0];
        int winner = left.length == 0
                ? race.winner(points)
                : left[race.winner(Arrays.stream(left).mapToObj(i -> points[i]).toArray(double[][]::new))];
        return suggestion(points[winner], kernels[winner]);
    }

    /** Draws a point from the good mixture, and returns the kernel that it was drawn from. */
    int draw(RandomNumbers stream, double[] point) {
        return below.draw(stream, point);
    }

    /** The values at a point that was drawn from a kernel of the good mixture. */
    Suggestion suggestion(double[] point, int kernel) {
        return new Suggestion(external(point), kernel < below.size() ? belowMembers.numbers[kernel] : -1);
    }

    /** Whether, in a space without continuous parameters, a trial has had a point. */
    boolean isTried(double[] point) {
        return discrete && tried.has(internals(point));
    }

    private int[] untried(double[][] points) {
        return IntStream.range(0, points.length)
                .filter(i -> !tried.has(internals(points[i])))
                .toArray();
    }

    /** As they will stand in the record of a trial that gets them. */
    private double[] internals(double[] point) {
        double[] internals = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            Distribution distribution = distributions.get(i);
            internals[i] = distribution.toInternal(distribution.toExternal(below.dimensions[i].toInternal(point[i])));
        }
        return internals;
    }

    /** The log densities of the good mixture and of the other at points given by coordinates. */
    double[][] logDensities(double[][] points) {
        return race.logDensities(points);
    }

    private Map<String, @Nullable Object> external(double[] point) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < point.length; i++) {
            double internal = below.dimensions[i].toInternal(point[i]);
            values.put(names.get(i), distributions.get(i).toExternal(internal));
        }
        return values;
    }

    int belowSize() {
        return below.size();
    }

    int aboveSize() {
        return above.size();
    }

    int[] belowNumbers() {
        return Arrays.copyOf(belowMembers.numbers, belowMembers.size);
    }

    int[] aboveNumbers() {
        return Arrays.copyOf(aboveMembers.numbers, aboveMembers.size);
    }
}
