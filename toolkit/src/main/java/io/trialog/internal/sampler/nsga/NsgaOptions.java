package io.trialog.internal.sampler.nsga;

import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be set of a {@link NsgaSampler}.
 *
 * @param type the name of the sampler
 * @param population how many trials make a generation, and how many of them become parents
 * @param crossover how numbers are crossed
 * @param crossoverProbability how often a child has two parents
 * @param crossoverIndex how near to its parents a child of {@link Crossover#SBX} lies
 * @param mutationIndex how near to a number its mutation lies
 */
record NsgaOptions(
        String type,
        int population,
        Crossover crossover,
        double crossoverProbability,
        double crossoverIndex,
        double mutationIndex) {

    /** The parents of a generation stand in a memo. */
    private static final int MOST_POPULATION = 2000;

    private static final int FEWEST_POPULATION = 4;
    private static final int MOST_DIVISIONS = 200;

    private static final String POPULATION = "population";
    private static final String CROSSOVER = "crossover";
    private static final String CROSSOVER_PROBABILITY = "crossover_probability";
    private static final String CROSSOVER_ETA = "crossover_eta";
    private static final String MUTATION_ETA = "mutation_eta";
    private static final String DIVISIONS = "divisions";

    /** The options of {@code nsga2}. */
    static final List<Option> NSGA2 = options(20, 15);

    /** The options of {@code nsga3}. */
    static final List<Option> NSGA3 = withDivisions(options(50, 30));

    private static List<Option> options(int population, double crossoverIndex) {
        return List.of(
                Option.positive(
                        POPULATION,
                        population,
                        "Trials that end a generation, and how many become parents; 4 to 2000."),
                Option.word(
                        CROSSOVER,
                        Crossover.names(),
                        Crossover.SBX.text(),
                        "How numbers of two parents are crossed. Choices always come from one of them."),
                Option.share(CROSSOVER_PROBABILITY, 0.9, "How often a trial has two parents, not one."),
                Option.amount(
                        CROSSOVER_ETA, crossoverIndex, "The larger, the nearer are children of `sbx` to a parent."),
                Option.amount(MUTATION_ETA, 20.0, "The larger, the nearer is a mutated number to the one it was."));
    }

    private static List<Option> withDivisions(List<Option> options) {
        List<Option> all = new ArrayList<>(options);
        all.add(Option.positiveOrAuto(
                DIVISIONS,
                "Parts of each axis between reference directions; `auto`: as many as the population has room for."));
        return List.copyOf(all);
    }

    static NsgaOptions of(String type, OptionValues values) {
        long population = values.integer(POPULATION);
        if (population < FEWEST_POPULATION || population > MOST_POPULATION) {
            throw new IllegalArgumentException("The option 'population' of the sampler '" + type
                    + "' must be between " + FEWEST_POPULATION + " and " + MOST_POPULATION + ", but is " + population
                    + ".");
        }
        return new NsgaOptions(
                type,
                (int) population,
                Crossover.named(values.text(CROSSOVER)),
                values.number(CROSSOVER_PROBABILITY),
                values.number(CROSSOVER_ETA),
                values.number(MUTATION_ETA));
    }

    /** Into how many parts reference directions cut each axis; 0 for as many as the population has room for. */
    static int divisions(OptionValues values) {
        long divisions = values.integerOrAuto(DIVISIONS).orElse(0);
        if (divisions > MOST_DIVISIONS) {
            throw new IllegalArgumentException("The option 'divisions' of the sampler 'nsga3' must be at most "
                    + MOST_DIVISIONS + " or 'auto', but is " + divisions + ".");
        }
        return (int) divisions;
    }
}
