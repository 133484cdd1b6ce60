package io.trialog.internal.sampler.cmaes;

import io.trialog.spi.RandomNumbers;
import io.trialog.spi.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The run that is under way, and what was told since its last generation. A generation is over as soon as a population of points is
 * told, whatever generation drew them. It learns from the last λ points; λ is larger than the population where more trials run.
 * Not safe for use by several threads.
 */
final class RunProgress {

    /** Runs are not doubled any further. */
    private static final int MOST_POPULATION = 1 << 20;

    private final CmaesSpace space;
    private final CmaesOptions options;
    private final Lambdas lambdas;
    private final RandomSource random;
    private final long seed;
    private final Map<Long, Integer> used = new HashMap<>();
    private final int firstRun;
    private final List<ToldPoint> told = new ArrayList<>();
    private int fresh;
    private Run run;

    /**
     * Begins the first run.
     *
     * @param sources the trials before it, in the order in which they were told
     */
    RunProgress(
            CmaesSpace space,
            CmaesOptions options,
            Lambdas lambdas,
            RandomSource random,
            long seed,
            List<ToldPoint> sources) {
        this.space = space;
        this.options = options;
        this.lambdas = lambdas;
        this.random = random;
        this.seed = seed;
        List<ToldPoint> complete = new ArrayList<>(sources);
        complete.removeIf(source -> source.rank() != ToldPoint.COMPLETE);
        complete.sort(ToldPoint.BEST_FIRST);
        firstRun = lambdas.firstRun();
        if (options.warmStart() && complete.size() >= WarmStart.FEWEST) {
            run = new Run(firstRun, 0, space, WarmStart.of(complete, space.size(), space.form() == Form.SEP));
        } else {
            double[] middle = new double[space.size()];
            Arrays.fill(middle, 0.5);
            run = Run.cold(firstRun, 0, space, middle, options.sigma());
            sources.forEach(this::take);
        }
    }

    Run run() {
        return run;
    }

    /** Takes a point; what an earlier run drew is of no use any more. */
    void take(ToldPoint point) {
        if (point.run() > 0 && point.run() < run.number()) {
            return;
        }
        told.add(point);
        fresh++;
        int population = population();
        if (fresh >= population) {
            int lambda = lambda(0);
            used.put(Lambdas.key(run.number(), run.generation()), lambda);
            told.subList(0, Math.max(0, told.size() - lambda)).clear();
            run.tell(told, fresh);
            fresh = 0;
            if (options.restarts() && run.isOver(population)) {
                run = again();
                told.clear();
            }
        }
    }

    private Run again() {
        int number = run.number() + 1;
        RandomNumbers numbers = random.numbers(seed, number, "cmaes:restart");
        double[] mean = new double[space.size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = numbers.nextDouble();
        }
        return Run.cold(number, run.restart() + 1, space, mean, options.sigma());
    }

    /** How many points must be told until a generation is over. */
    private int population() {
        int first = options.population() > 0 ? options.population() : Rates.population(space.size());
        return (int) Math.min(MOST_POPULATION, (long) first << Math.min(20, run.restart()));
    }

    /**
     * From how many points the generation under way learns: what its opener said, else a population, but more than there are trials
     * that run.
     *
     * @param running how many trials run
     */
    int lambda(int running) {
        int opened = lambdas.of(run.number(), run.generation());
        return Math.max(population(), opened > 0 ? opened : 1 + running);
    }

    /**
     * Whether another λ of a generation would have led elsewhere.
     *
     * @param changed the generations whose λ became known
     */
    boolean isStale(List<Long> changed) {
        return lambdas.firstRun() != firstRun
                || changed.stream().anyMatch(key -> used.getOrDefault(key, lambdas.of(key)) != lambdas.of(key));
    }
}
