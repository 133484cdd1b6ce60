package io.trialog.internal.sampler.nsga;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Genetic algorithms for any number of objectives: NSGA-II (K. Deb et al., doi:10.1109/4235.996017) and NSGA-III (K. Deb and H. Jain,
 * doi:10.1109/TEVC.2013.2281535). The first generation is drawn at random. A child of a later one has two parents, each the better of two
 * drawn from the best of all generations before; it is crossed and mutated, and made anew, with bolder mutations each time, if a trial has its point.
 *
 * <p>Where it differs from Optuna 5.0.0: operators are those of pymoo, so that numbers are crossed and mutated by small steps; a tie of
 * two parents is decided by crowding; a point is not tried twice; conditional parameters are inherited; generations are cut by the order
 * in which trials are told; the sign of objectives that are maximized counts in NSGA-III, too.
 *
 * <p>Safe for use by several threads. What is derived from a lineage is kept and followed; the result does not depend on it.
 */
final class NsgaSampler implements Sampler {

    /** How often a child is made anew if its point was tried. */
    private static final int TRIES = 50;

    private final NsgaOptions options;
    private final Survival survival;
    private final RandomSource random;
    private final IndependentDraw draw;
    private final Lineages<Generations> lineages = new Lineages<>();

    NsgaSampler(NsgaOptions options, Survival survival, RandomSource random) {
        this.options = options;
        this.survival = survival;
        this.random = random;
        this.draw = new IndependentDraw(random);
    }

    /**
     * A child.
     *
     * @param values external values by name
     * @param sources where they came from, by name
     * @param first a parent
     * @param second the other one, or the same
     */
    private record Child(
            Map<String, @Nullable Object> values, Map<String, String> sources, TrialRecord first, TrialRecord second) {}

    private Generations fresh() {
        return new Generations(options, survival, random);
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        Generations generations = lineages.get(view.lineage(), this::fresh);
        synchronized (generations) {
            generations.follow(view);
            Map<String, @Nullable Object> memo =
                    NsgaMemo.of(generations.generation(), generations.isOpening(view, trial), generations.parents());
            String generation = options.type() + ": generation " + generations.generation();
            if (generations.parents().isEmpty()) {
                String explanation = generation + ", " + generations.joined() + " of " + options.population()
                        + " trials, drawn at random";
                return new Plan(draw.drawDeclared(view, trial), explanation, memo);
            }
            Child child = child(generations, view, trial);
            String of = child.first().number() == child.second().number()
                    ? ", child of trial " + child.first().number()
                    : ", child of trials " + child.first().number() + " and "
                            + child.second().number();
            return new Plan(child.values(), generation + of, memo);
        }
    }

    private Child child(Generations generations, StudyView view, int trial) {
        RandomNumbers numbers =
                random.numbers(view.settings().seed(), trial, options.type().concat(":child"));
        List<Parameter> parameters = parameters(generations, view);
        Set<Long> running = view.running().stream()
                .filter(other -> other.number() != trial)
                .map(other -> TriedPoints.code(other.shape().names(), other.internals()))
                .collect(Collectors.toSet());
        Child child = null;
        for (int tries = 0; tries < TRIES; tries++) {
            double boldness = (double) tries / TRIES;
            child = bred(breeding(generations.parents(), view, trial, boldness, numbers), parameters, numbers);
            long code = Breeding.code(parameters, child.values());
            if (!generations.tried().has(code) && !running.contains(code)) {
                break;
            }
        }
        return Objects.requireNonNull(child);
    }

    private static Child bred(Breeding breeding, List<Parameter> parameters, RandomNumbers numbers) {
        Map<String, @Nullable Object> values = breeding.child(parameters, numbers);
        return new Child(values, breeding.sources(), breeding.first(), breeding.second());
    }

    private Breeding breeding(
            List<Individual> parents, StudyView view, int trial, double boldness, RandomNumbers numbers) {
        Individual first = parent(parents, numbers);
        Individual second = first;
        if (numbers.nextDouble() < options.crossoverProbability() && parents.size() > 1) {
            for (int tries = 0;
                    tries < TRIES && second.trial().number() == first.trial().number();
                    tries++) {
                second = parent(parents, numbers);
            }
        }
        return new Breeding(options, draw, view, trial, boldness, first.trial(), second.trial());
    }

    /** The better of two that are drawn. */
    private static Individual parent(List<Individual> parents, RandomNumbers numbers) {
        Individual one = parents.get((int) (numbers.nextDouble() * parents.size()));
        Individual other = parents.get((int) (numbers.nextDouble() * parents.size()));
        return other.beats(one) ? other : one;
    }

    /** The declared parameters, parents first; or else those that all trials have that joined a generation. */
    private static List<Parameter> parameters(Generations generations, StudyView view) {
        SearchSpace space = view.settings().space();
        if (!space.isEmpty()) {
            return space.inOrder();
        }
        Set<String> given = FixedValues.names(view.settings());
        List<Parameter> parameters = new ArrayList<>();
        generations.space().parameters().forEach((name, distribution) -> {
            if (!given.contains(name)) {
                parameters.add(new Parameter(name, distribution));
            }
        });
        return parameters;
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        Generations generations = lineages.get(view.lineage(), this::fresh);
        synchronized (generations) {
            generations.follow(view);
            return generations.parents().isEmpty()
                    ? draw.draw(view, trial, name, distribution)
                    : inherited(generations, view, trial, name, distribution);
        }
    }

    /** One value, from parents of its own. */
    private @Nullable Object inherited(
            Generations generations, StudyView view, int trial, String name, Distribution distribution) {
        RandomNumbers numbers =
                random.numbers(view.settings().seed(), trial, options.type().concat(":independent"));
        Breeding breeding = breeding(generations.parents(), view, trial, 0, numbers);
        RandomNumbers own = random.numbers(view.settings().seed(), trial, options.type() + ":independent:" + name);
        double chance = Breeding.mutation(breeding.first().shape().size());
        return breeding.value(name, distribution, chance, own);
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        Generations generations = fresh();
        generations.follow(view);
        if (generations.parents().isEmpty()) {
            return IndependentDraw.origins(trial);
        }
        Child child = child(generations, view, trial.number());
        Map<String, @Nullable Object> params = trial.params();
        List<Origin> origins = new ArrayList<>();
        child.sources().forEach((name, source) -> {
            if (params.containsKey(name)
                    && Objects.equals(params.get(name), child.values().get(name))) {
                origins.add(new Origin(name, source));
            }
        });
        return origins;
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        Generations generations = fresh();
        generations.follow(view);
        return generations.parents().isEmpty()
                ? List.of()
                : List.of("parents of generation " + generations.generation() + ": trials "
                        + generations.parents().stream()
                                .map(parent -> parent.trial().number())
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")));
    }
}
