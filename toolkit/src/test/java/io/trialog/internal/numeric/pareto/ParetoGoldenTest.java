package io.trialog.internal.numeric.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs of Optuna 5.0.0, whether the values are minimized or their opposites are maximized. */
class ParetoGoldenTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** Values that a study with this sign would be told, brought back to losses. */
    private static double[][] losses(double sign, double[][] losses) {
        double[] signs = new double[losses[0].length];
        Arrays.fill(signs, sign);
        double[][] values = new double[losses.length][];
        Arrays.setAll(
                values, i -> Arrays.stream(losses[i]).map(loss -> sign * loss).toArray());
        return Losses.of(values, signs);
    }

    private static double[][] points(double[]... points) {
        return points;
    }

    private static double[] p(double... coordinates) {
        return coordinates;
    }

    static double[][] kronecker(int count, int size) {
        double[] steps = {0.6180339887498949, 0.7548776662466927, 0.5698402909980532, 0.4142135623730951};
        double[][] points = new double[count][size];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                points[i][j] = ((i + 1) * steps[j]) % 1;
            }
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void ranksAreThoseOfTheReference(double sign) {
        double[][] losses = losses(sign, points(p(1, 5), p(2, 3), p(4, 1), p(2, 3), p(3, 4), p(5, 5), p(1, 6)));

        assertThat(NonDominated.ranks(losses)).containsExactly(0, 0, 0, 0, 1, 2, 1);
        assertThat(NonDominated.ranks(losses, 4)).containsExactly(0, 0, 0, 0, 1, 1, 1);
        assertThat(NonDominated.ranks(losses, p(0, 0, 2, 0, 0.5, 0.5, 0))).containsExactly(0, 0, 3, 0, 2, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void crowdingIsThatOfTheReference(double sign) {
        double[][] losses = losses(sign, points(p(0, 10), p(1, 7), p(3, 4), p(6, 2), p(10, 0), p(3, 4)));

        double[] distances = Crowding.distances(losses);

        assertThat(distances[0]).isEqualTo(INFINITE);
        assertThat(distances[4]).isEqualTo(INFINITE);
        assertThat(p(distances[1], distances[2], distances[3], distances[5]))
                .containsExactly(p(0.9, 0.4, 1.1, 0.6), within(1e-12));
        assertThat(Crowding.least(losses, 4)).containsExactlyInAnyOrder(0, 4, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void hypervolumesAreThoseOfTheReference(double sign) {
        assertThat(Hypervolume.of(losses(sign, points(p(1, 5), p(2, 3), p(4, 1))), p(6, 6)))
                .isCloseTo(17, within(1e-12));
        assertThat(Hypervolume.of(losses(sign, points(p(6, 0), p(1, 5))), p(6, 6)))
                .isCloseTo(5, within(1e-12));
        assertThat(Hypervolume.of(losses(sign, points(p(1, 3, 2), p(2, 1, 3), p(3, 2, 1))), p(4, 4, 4)))
                .isCloseTo(13, within(1e-12));
        double[][] four = points(p(1, 3, 2, 4), p(2, 1, 3, 2), p(3, 2, 1, 3), p(4, 4, 4, 1));
        assertThat(Hypervolume.of(losses(sign, four), p(5, 5, 5, 5))).isCloseTo(105, within(1e-12));
        assertThat(Hypervolume.of(losses(sign, kronecker(30, 2)), p(1.1, 1.1)))
                .isCloseTo(0.997635655752238, within(1e-12));
        assertThat(Hypervolume.of(losses(sign, kronecker(30, 4)), p(1.1, 1.1, 1.1, 1.1)))
                .isCloseTo(0.746645264138383, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void theGreedySubsetIsThatOfTheReference(double sign) {
        double[][] losses = losses(sign, kronecker(30, 2));
        double[] reference = new double[2];
        for (double[] point : losses) {
            reference[0] = Math.max(reference[0], 1.1 * point[0]);
            reference[1] = Math.max(reference[1], 1.1 * point[1]);
        }

        // The places of points 28, 26, 4, 23 and 13, counted from 1 as the coordinates are.
        assertThat(HypervolumeSubset.greedy(losses, 5, reference)).containsExactly(27, 25, 3, 22, 12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void theFreeRegionIsCutIntoTheBoxesOfTheReference(double sign) {
        FreeBoxes boxes = FreeBoxes.of(losses(sign, points(p(1, 5), p(2, 3), p(4, 1))), p(6, 6));
        List<List<Double>> found = new ArrayList<>();
        for (int box = 0; box < boxes.count(); box++) {
            found.add(List.of(boxes.lower(box, 0), boxes.lower(box, 1), boxes.upper(box, 0), boxes.upper(box, 1)));
        }

        assertThat(found)
                .containsExactlyInAnyOrder(
                        List.of(-INFINITE, -INFINITE, 6.0, 1.0),
                        List.of(-INFINITE, 1.0, 4.0, 3.0),
                        List.of(-INFINITE, 3.0, 2.0, 5.0),
                        List.of(-INFINITE, 5.0, 1.0, 6.0));
    }

    @Test
    void whatIsInfiniteOrBeyondTheReferenceHasAMeaning() {
        assertThat(Hypervolume.of(points(), p(1, 1))).isZero();
        assertThat(Hypervolume.of(points(p(0, 1)), p(1, 1))).isZero();
        assertThat(Hypervolume.of(points(p(0, 0)), p(1, INFINITE))).isEqualTo(INFINITE);
        assertThat(Hypervolume.of(points(p(-INFINITE, 0)), p(1, 1))).isEqualTo(INFINITE);
        assertThatThrownBy(() -> Hypervolume.of(points(p(0, 2)), p(1, 1)))
                .hasMessage("No point may lie beyond the reference point [1.0, 1.0], but [0.0, 2.0] does.\n"
                        + "Maybe leave such points out.");
    }

    @Test
    void duplicatesComeLastInAGreedySubset() {
        double[][] losses = points(p(2, 1), p(1, 2), p(2, 1), p(1, 2));
        assertThat(HypervolumeSubset.greedy(losses, 3, p(3, 3))).containsExactly(1, 0, 2);
        assertThat(HypervolumeSubset.greedy(losses, 3, p(3, INFINITE))).containsExactly(1, 0, 2);
    }
}
