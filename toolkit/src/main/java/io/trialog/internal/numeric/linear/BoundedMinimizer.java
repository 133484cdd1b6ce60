package io.trialog.internal.numeric.linear;

import java.util.Arrays;

/**
 * Minimizes a smooth function within bounds: L-BFGS on the free variables with a projected line search (R. H. Byrd, P. Lu, J. Nocedal
 * and C. Zhu, <em>A limited memory algorithm for bound constrained optimization</em>, 1995, doi:10.1137/0916069, is the model; this
 * one projects the path instead of searching a Cauchy point). A fixed order of operations; ends by counts, never by time.
 *
 * <p>Not safe for use by several threads.
 */
public final class BoundedMinimizer {

    private static final double SUFFICIENT = 1e-4;
    private static final int MOST_HALVINGS = 25;

    /** A step along which the gradient changes less than this, relatively, says nothing. */
    private static final double CURVED = 1e-10;

    /** A function with its gradient. */
    @FunctionalInterface
    public interface Smooth {

        /**
         * Evaluates the function.
         *
         * @param x the point; not to be modified
         * @param gradient where the gradient is written
         * @return the value; NaN or infinite if the point is out of question
         */
        double evaluate(double[] x, double[] gradient);
    }

    /**
     * What was found.
     *
     * @param point the best point
     * @param value the value there
     * @param evaluations how often the function was evaluated
     */
    public record Minimum(double[] point, double value, int evaluations) {}

    private final double[] lower;
    private final double[] upper;
    private final int memory;
    private final int mostEvaluations;
    private final double tolerance;

    /**
     * Makes a minimizer.
     *
     * @param lower the smallest value of each variable; may be infinite
     * @param upper the largest value of each variable; may be infinite
     * @param memory how many earlier steps shape the next one
     * @param mostEvaluations stop after this many evaluations
     * @param tolerance stop when no component of the projected gradient is larger
     */
    public BoundedMinimizer(double[] lower, double[] upper, int memory, int mostEvaluations, double tolerance) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.memory = memory;
        this.mostEvaluations = mostEvaluations;
        this.tolerance = tolerance;
    }

    /**
     * Minimizes a function.
     *
     * @param function the function
     * @param start where to begin; brought within the bounds
     * @return the best point found; the start, if the function is not finite there
     */
    public Minimum minimize(Smooth function, double[] start) {
        Search search = new Search(function, start);
        search.run();
        return new Minimum(search.x, search.value, search.evaluations);
    }

    private double project(double x, int i) {
        return Math.min(upper[i], Math.max(lower[i], x));
    }

    private final class Search {

        private final Smooth function;
        private final int size;
        private double[] x;
        private double[] gradient;
        private double[] triedX;
        private double[] triedGradient;
        private double value;
        private int evaluations;
        private final double[] direction;
        private final boolean[] free;
        private final double[][] steps;
        private final double[][] changes;
        private final double[] products;
        private final double[] factors;
        private int pairs;

        Search(Smooth function, double[] start) {
            this.function = function;
            this.size = start.length;
            this.x = new double[size];
            for (int i = 0; i < size; i++) {
                x[i] = project(start[i], i);
            }
            this.gradient = new double[size];
            this.triedX = new double[size];
            this.triedGradient = new double[size];
            this.direction = new double[size];
            this.free = new boolean[size];
            this.steps = new double[memory][size];
            this.changes = new double[memory][size];
            this.products = new double[memory];
            this.factors = new double[memory];
        }

        void run() {
            value = evaluate(x, gradient);
            while (Double.isFinite(value) && evaluations < mostEvaluations && findFree() > tolerance) {
                if (pairs > 0 && aim() && search(1)) {
                    continue;
                }
                // Without a history that helps, the steepest descent, first by a step of length one at most.
                pairs = 0;
                double norm = steepest();
                if (!search(Math.min(1, 1 / norm))) {
                    return;
                }
            }
        }

        private double evaluate(double[] at, double[] into) {
            evaluations++;
            double result = function.evaluate(at, into);
            return Double.isNaN(result) ? Double.POSITIVE_INFINITY : result;
        }

        /** Marks the variables that may move; returns the largest component of the projected gradient. */
        private double findFree() {
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double move = project(x[i] - gradient[i], i) - x[i];
                free[i] = move != 0;
                largest = Math.max(largest, Math.abs(move));
            }
            return largest;
        }

        private double steepest() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                direction[i] = free[i] ? -gradient[i] : 0;
                sum += direction[i] * direction[i];
            }
            return Math.sqrt(sum);
        }

        /** The two-loop recursion over the free variables; returns whether the direction leads down. */
        private boolean aim() {
            steepest();
            int count = Math.min(pairs, memory);
            int newest = -1;
            for (int back = 1; back <= count; back++) {
                int at = (pairs - back) % memory;
                products[at] = freeDot(steps[at], changes[at]);
                if (products[at] > CURVED * freeDot(changes[at], changes[at])) {
                    newest = newest < 0 ? at : newest;
                    factors[at] = freeDot(steps[at], direction) / products[at];
                    add(direction, changes[at], -factors[at]);
                } else {
                    products[at] = 0;
                }
            }
            if (newest < 0) {
                return false;
            }
            double scale = products[newest] / freeDot(changes[newest], changes[newest]);
            for (int i = 0; i < size; i++) {
                direction[i] *= scale;
            }
            for (int back = count; back >= 1; back--) {
                int at = (pairs - back) % memory;
                if (products[at] > 0) {
                    double factor = freeDot(changes[at], direction) / products[at];
                    add(direction, steps[at], factors[at] - factor);
                }
            }
            double slope = 0;
            for (int i = 0; i < size; i++) {
                slope += direction[i] * gradient[i];
            }
            return slope < 0;
        }

        private double freeDot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += free[i] ? a[i] * b[i] : 0;
            }
            return sum;
        }

        private void add(double[] target, double[] other, double factor) {
            for (int i = 0; i < size; i++) {
                target[i] += free[i] ? factor * other[i] : 0;
            }
        }

        /** Goes along the projected path until the value falls enough; returns whether it did. */
        private boolean search(double first) {
            double length = first;
            for (int halving = 0; halving < MOST_HALVINGS && evaluations < mostEvaluations; halving++) {
                double slope = 0;
                for (int i = 0; i < size; i++) {
                    triedX[i] = project(x[i] + length * direction[i], i);
                    slope += gradient[i] * (triedX[i] - x[i]);
                }
                if (Arrays.equals(triedX, x)) {
                    return false;
                }
                double tried = evaluate(triedX, triedGradient);
                if (slope < 0 && tried <= value + SUFFICIENT * slope) {
                    accept(tried);
                    return true;
                }
                // The minimum of the parabola through what is known, within a tenth and a half of the step.
                double parabola = -0.5 * slope / (tried - value - slope);
                length *= parabola > 0.1 && parabola < 0.5 ? parabola : parabola <= 0.1 ? 0.1 : 0.5;
            }
            return false;
        }

        private void accept(double tried) {
            int at = pairs % memory;
            for (int i = 0; i < size; i++) {
                steps[at][i] = triedX[i] - x[i];
                changes[at][i] = triedGradient[i] - gradient[i];
            }
            pairs++;
            double[] x0 = x;
            x = triedX;
            triedX = x0;
            double[] g0 = gradient;
            gradient = triedGradient;
            triedGradient = g0;
            value = tried;
        }
    }
}
