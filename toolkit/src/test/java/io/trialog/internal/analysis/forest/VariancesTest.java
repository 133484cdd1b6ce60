package io.trialog.internal.analysis.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trees whose variances can be told by hand, and trees that grow. */
class VariancesTest {

    private static final Feature X1 = number("x1");
    private static final Feature X2 = number("x2");

    private static Feature number(String name, double... values) {
        return new Feature(name, values, new double[0]);
    }

    private static TreeNode.Leaf leaf(double mean) {
        return new TreeNode.Leaf(mean, new double[] {1, 1});
    }

    private static TreeNode split(int column, double threshold, TreeNode left, TreeNode right) {
        return new TreeNode.Split(column, threshold, null, true, 0, left, right);
    }

    /** x2 <= 0.75? (x2 <= 0.25? 1 : (x1 <= middle? 3 : 4)) : 8 */
    private static Variances golden(double middle) {
        TreeNode inner = split(0, middle, leaf(3), leaf(4));
        TreeNode root = split(1, 0.75, split(1, 0.25, leaf(1), inner), leaf(8));
        return new Variances(new Feature[] {X1, X2}, root);
    }

    @Test
    void aTreeHasTheVariancesOfTheReference() {
        Variances unit = golden(0.5);
        assertThat(unit.total()).isCloseTo(6.5, within(1e-12));
        assertThat(unit.main(0)).isCloseTo(0.0625, within(1e-12));
        assertThat(unit.main(1)).isCloseTo(6.375, within(1e-12));
        assertThat(unit.pair(0, 1)).isCloseTo(6.5 - 0.0625 - 6.375, within(1e-12));
        assertThat(unit.pair(1, 0)).isCloseTo(unit.pair(0, 1), within(1e-12));

        Variances wide = golden(0.25); // x1 in [0, 2]
        assertThat(wide.total()).isCloseTo(6.359375, within(1e-12));
        assertThat(wide.main(0)).isCloseTo(0.046875, within(1e-12));
        assertThat(wide.main(1)).isCloseTo(6.265625, within(1e-12));
    }

    @Test
    void categoriesAreWeighedByTheirChances() {
        Feature c = new Feature("c", new double[0], new double[] {0.5, 0.3, 0.2});
        TreeNode root = new TreeNode.Split(0, Double.NaN, new boolean[] {true, false, true}, true, 0, leaf(1), leaf(2));

        Variances variances = new Variances(new Feature[] {c, X2}, root);

        assertThat(variances.total()).isCloseTo(0.7 * 0.3, within(1e-12));
        assertThat(variances.main(0)).isCloseTo(variances.total(), within(1e-12));
        assertThat(variances.main(1)).isZero();
        assertThat(variances.pair(0, 1)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aConditionalParameterCountsAsOftenAsItIsThere() {
        // c is 'a' or 'b'; x is there if c is 'a' and says 0 or 1 by halves; else the value is 5.
        Feature c = new Feature("c", new double[0], new double[] {0.5, 0.5});
        TreeNode with = new TreeNode.Split(
                1, 0.5, null, true, 0, new TreeNode.Leaf(0, new double[] {1, 1}), new TreeNode.Leaf(1, new double[] {
                    1, 1
                }));
        TreeNode root = new TreeNode.Split(
                0, Double.NaN, new boolean[] {true, false}, true, 0, with, new TreeNode.Leaf(5, new double[] {1, 0}));

        Variances variances = new Variances(new Feature[] {c, number("x")}, root);

        assertThat(variances.main(0)).as("means 0.5 and 5").isCloseTo(4.5 * 4.5 / 4, within(1e-12));
        assertThat(variances.main(1)).as("a half of 1/4").isCloseTo(0.125, within(1e-12));
        assertThat(variances.total()).isCloseTo(variances.main(0) + variances.main(1), within(1e-12));
    }

    /** A sum of squares over all cells must be the same by hand. Seed 7. */
    @Test
    void partsOfGrownTreesNeverExceedTheWhole() {
        Random random = new Random(7);
        int n = 200;
        double[] x1 = random.doubles(n).toArray();
        double[] x2 = random.doubles(n).toArray();
        double[] c = random.ints(n, 0, 5).asDoubleStream().toArray();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = Math.sin(6 * x1[i]) * x2[i] + c[i] % 2;
        }
        Forest forest =
                Forest.of(java.util.List.of(number("x1", x1), number("x2", x2), new Feature("c", c, equal(5))), y);

        double sum = forest.main(0) + forest.main(1) + forest.main(2);
        double pairs = forest.pair(0, 1) + forest.pair(0, 2) + forest.pair(1, 2);
        assertThat(sum + pairs).isBetween(0.5, 1 + 1e-9);
        assertThat(forest.pair(0, 1)).isGreaterThan(forest.pair(1, 2));
        assertThat(forest.impurity(0) + forest.impurity(1) + forest.impurity(2)).isCloseTo(1, within(1e-9));
        assertThat(forest.quality()).isBetween(0.7, 1.0);
    }

    private static double[] equal(int count) {
        double[] chances = new double[count];
        java.util.Arrays.fill(chances, 1.0 / count);
        return chances;
    }
}
