package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.numeric.Normal;
import io.trialog.spi.RandomNumbers;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of the strategy, from its first distribution until it has converged. Not safe for use by several threads. */
final class Run {

    private static final int TRIES = 10;

    private final int number;
    private final int restart;
    private final CmaesSpace space;
    private final Evolution evolution;
    private final @Nullable Margin margin;
    private final StopTest stop;

    /**
     * @param number the number of the run in its study, from 1
     * @param restart how many runs of the same space converged before it
     */
    Run(int number, int restart, CmaesSpace space, Evolution evolution) {
        this.number = number;
        this.restart = restart;
        this.space = space;
        this.evolution = evolution;
        this.margin = space.form() == Form.MARGIN ? new Margin(space) : null;
        this.stop = new StopTest(evolution.sigma());
    }

    /** A run that knows nothing of earlier trials. */
    static Run cold(int number, int restart, CmaesSpace space, double[] mean, double sigma) {
        Covariance covariance =
                space.form() == Form.SEP ? DiagonalCovariance.unit(space.size()) : FullCovariance.unit(space.size());
        return new Run(number, restart, space, new Evolution(mean, sigma, covariance));
    }

    int number() {
        return number;
    }

    int restart() {
        return restart;
    }

    int generation() {
        return evolution.generation();
    }

    Evolution evolution() {
        return evolution;
    }

    /**
     * Learns a generation. Points of other generations, or of nobody, are injected.
     *
     * @param points the points in the order in which they were told
     * @param fresh how many of the last ones were not told before
     */
    void tell(List<ToldPoint> points, int fresh) {
        Set<ToldPoint> news = Collections.newSetFromMap(new IdentityHashMap<>());
        news.addAll(points.subList(points.size() - fresh, points.size()));
        List<ToldPoint> sorted = new ArrayList<>(points);
        sorted.sort(ToldPoint.BEST_FIRST);
        double[][] places = new double[sorted.size()][];
        boolean[] isInjected = new boolean[places.length];
        boolean[] isNew = new boolean[places.length];
        for (int k = 0; k < places.length; k++) {
            places[k] = sorted.get(k).point();
            isInjected[k] = !sorted.get(k).isOf(number, evolution.generation());
            isNew[k] = news.contains(sorted.get(k));
        }
        Rates rates = Rates.of(space.form(), space.size(), places.length);
        Rates newRates = fresh == places.length ? rates : Rates.of(space.form(), space.size(), fresh);
        evolution.tell(places, isInjected, isNew, rates, newRates);
        if (margin != null) {
            margin.correct(evolution, places.length);
        }
        double[] complete = points.subList(points.size() - fresh, points.size()).stream()
                .filter(told -> told.rank() == ToldPoint.COMPLETE)
                .mapToDouble(ToldPoint::first)
                .sorted()
                .toArray();
        stop.add(
                complete.length == 0 ? Double.NaN : complete[0],
                complete.length == 0 ? Double.NaN : complete[complete.length - 1]);
    }

    /** Whether the run is over, after a generation of so many draws. */
    boolean isOver(int population) {
        return stop.isOver(evolution, population);
    }

    /** Draws a point, again while it lies outside; the last one is clipped. */
    double[] draw(RandomNumbers numbers) {
        double[] point = evolution.point(standard(numbers));
        for (int tries = 1; tries <= TRIES * space.size() && !isInside(point); tries++) {
            point = evolution.point(standard(numbers));
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = space.isOnGrid(i) ? point[i] : Math.min(1, Math.max(0, point[i]));
        }
        return point;
    }

    private double[] standard(RandomNumbers numbers) {
        double[] standard = new double[space.size()];
        for (int i = 0; i < standard.length; i++) {
            standard[i] = Normal.quantile(numbers.nextDouble() + 0x1.0p-54);
        }
        return standard;
    }

    /** A grid takes what lies outside to its ends. */
    private boolean isInside(double[] point) {
        for (int i = 0; i < point.length; i++) {
            if (!space.isOnGrid(i) && !(point[i] >= 0 && point[i] <= 1)) {
                return false;
            }
        }
        return true;
    }

    /** Where a coordinate of a point lies, grids widened. */
    double place(int i, double drawn) {
        return margin == null ? drawn : margin.place(evolution, i, drawn);
    }

    /** Where a coordinate is drawn from, in words. */
    String source(int i) {
        double spread = margin == null ? 1 : margin.spread(i);
        return "drawn around the mean " + NumberText.of(space.number(i, evolution.mean(i))) + ", deviation "
                + NumberText.of(100 * spread * evolution.deviation(i)) + " % of the range";
    }

    /** The run as a whole, in words. */
    String remark() {
        return "run " + number + ", generation " + evolution.generation() + ", sigma "
                + NumberText.of(evolution.sigma())
                + ", axis ratio "
                + NumberText.of(Math.sqrt(evolution.covariance().largest()
                        / evolution.covariance().smallest()));
    }
}
