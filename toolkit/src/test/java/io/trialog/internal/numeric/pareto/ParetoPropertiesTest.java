package io.trialog.internal.numeric.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small integer points, with many equal coordinates, against what the definitions say: cell by cell, pair by pair. */
class ParetoPropertiesTest {

    private static final int SIDE = 5;

    private static double[][] points(Random random, int objectives) {
        double[][] points = new double[1 + random.nextInt(12)][objectives];
        for (double[] point : points) {
            Arrays.setAll(point, j -> random.nextInt(SIDE + 1));
        }
        return points;
    }

    private static double[] reference(int objectives) {
        double[] reference = new double[objectives];
        Arrays.fill(reference, SIDE);
        return reference;
    }

    /** The middles of all cells of the cube. */
    private static double[][] cells(int objectives) {
        double[][] cells = new double[(int) Math.pow(SIDE, objectives)][objectives];
        for (int i = 0; i < cells.length; i++) {
            int rest = i;
            for (int j = 0; j < objectives; j++) {
                cells[i][j] = rest % SIDE + 0.5;
                rest /= SIDE;
            }
        }
        return cells;
    }

    private static boolean isDominated(double[][] points, double[] cell) {
        return Arrays.stream(points).anyMatch(point -> Losses.dominates(point, cell));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theHypervolumeCountsTheDominatedCells(int objectives) {
        Random random = new Random(objectives);
        double[][] cells = cells(objectives);
        for (int i = 0; i < 200; i++) {
            double[][] points = points(random, objectives);
            long dominated = Arrays.stream(cells)
                    .filter(cell -> isDominated(points, cell))
                    .count();
            assertThat(Hypervolume.of(points, reference(objectives)))
                    .as(Arrays.deepToString(points))
                    .isCloseTo(dominated, within(1e-9));
        }
    }

    /** Far more points than cells, negative coordinates too. */
    @ParameterizedTest
    @ValueSource(ints = {100, 5000})
    void manyPointsInThePlaneHaveTheVolumeOfTheirFront(int count) {
        Random random = new Random(count);
        double[][] points = new double[count][2];
        for (double[] point : points) {
            Arrays.setAll(point, j -> Math.rint(1000 * random.nextGaussian()) / 1000);
        }
        double[] reference = {5, 5};
        double[][] front = Arrays.stream(NonDominated.unique(points))
                .mapToObj(i -> points[i])
                .toArray(double[][]::new);
        assertThat(Hypervolume.of(points, reference))
                .isCloseTo(Hypervolume.of(front, reference), within(1e-9))
                .isGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyFreeCellLiesInOneBoxAndNoOtherCellDoes(int objectives) {
        Random random = new Random(objectives);
        double[][] cells = cells(objectives);
        for (int i = 0; i < 200; i++) {
            double[][] points = points(random, objectives);
            FreeBoxes boxes = FreeBoxes.of(points, reference(objectives));
            for (double[] cell : cells) {
                int holds = 0;
                for (int box = 0; box < boxes.count(); box++) {
                    boolean isIn = true;
                    for (int j = 0; j < objectives; j++) {
                        isIn &= cell[j] > boxes.lower(box, j) && cell[j] < boxes.upper(box, j);
                    }
                    holds += isIn ? 1 : 0;
                }
                assertThat(holds)
                        .as("%s in the boxes of %s", Arrays.toString(cell), Arrays.deepToString(points))
                        .isEqualTo(isDominated(points, cell) ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aRankIsOneMoreThanTheWorstOfThoseThatDominate(int objectives) {
        Random random = new Random(objectives);
        for (int i = 0; i < 300; i++) {
            double[][] points = points(random, objectives);
            int[] ranks = NonDominated.ranks(points);
            for (int a = 0; a < points.length; a++) {
                int expected = 0;
                for (int b = 0; b < points.length; b++) {
                    expected = Losses.dominates(points[b], points[a]) ? Math.max(expected, ranks[b] + 1) : expected;
                }
                assertThat(ranks[a]).as(Arrays.deepToString(points)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void eachChoiceOfAGreedySubsetAddsMost(int objectives) {
        Random random = new Random(objectives);
        for (int i = 0; i < 200; i++) {
            double[][] points = points(random, objectives);
            int count = 1 + random.nextInt(points.length);
            int[] chosen = HypervolumeSubset.greedy(points, count, reference(objectives));
            assertThat(chosen).doesNotHaveDuplicates().hasSize(count);
            boolean isChoice = count < Losses.uniqueOrder(points).length;
            for (int c = 0; isChoice && c < count; c++) {
                double most = 0;
                for (int other = 0; other < points.length; other++) {
                    most = Math.max(most, volumeWith(points, chosen, c, other));
                }
                assertThat(volumeWith(points, chosen, c, chosen[c])).isEqualTo(most);
            }
        }
    }

    private static double volumeWith(double[][] points, int[] chosen, int count, int next) {
        double[][] all = new double[count + 1][];
        for (int i = 0; i < count; i++) {
            all[i] = points[chosen[i]];
        }
        all[count] = points[next];
        return Hypervolume.of(all, reference(points[0].length));
    }
}
