package io.trialog.internal.numeric.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

    @Test
    void twoByTwo() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});

        assertThat(eigen.value(0)).isCloseTo(1, within(1e-15));
        assertThat(eigen.value(1)).isCloseTo(3, within(1e-15));
        assertThat(eigen.vector(1, 0)).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(eigen.vector(1, 1)).isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void aDiagonalMatrixHasItsEntriesInAscendingOrder() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{3, 0, 0}, {0, -1, 0}, {0, 0, 2}});

        assertThat(values(eigen)).containsExactly(-1, 2, 3);
        assertThat(eigen.vector(0, 1)).isEqualTo(1);
        assertThat(eigen.vector(2, 0)).isEqualTo(1);
    }

    @Test
    void onlyTheUpperTriangleIsReadAndNothingIsChanged() {
        double[][] matrix = {{2, 1}, {77, 2}};
        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        assertThat(eigen.value(0)).isCloseTo(1, within(1e-15));
        assertThat(matrix).isDeepEqualTo(new double[][] {{2, 1}, {77, 2}});
    }

    @Test
    void thePartsAreTheMatrixAgain() {
        for (int size : new int[] {1, 2, 5, 10, 40}) {
            double[][] matrix = random(size);
            SymmetricEigen eigen = SymmetricEigen.of(matrix);
            for (int i = 0; i < size; i++) {
                for (int j = i; j < size; j++) {
                    double entry = 0;
                    double product = 0;
                    for (int k = 0; k < size; k++) {
                        entry += eigen.value(k) * eigen.vector(k, i) * eigen.vector(k, j);
                        product += eigen.vector(i, k) * eigen.vector(j, k);
                    }
                    assertThat(entry).isCloseTo(matrix[i][j], within(1e-13 * size));
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
                }
            }
            assertThat(values(eigen)).isSorted();
        }
    }

    @Test
    void eigenvaluesOfVeryDifferentSizeStayAccurate() {
        // 1e12, and the small one as det / trace: 1e-12 - 1e-24 / 1e12
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{1e12, 1e-6}, {1e-6, 1e-12}});

        assertThat(eigen.value(0)).isCloseTo(1e-12, within(1e-20));
        assertThat(eigen.value(1)).isCloseTo(1e12, within(1e-3));
    }

    @Test
    void bitsAreTheSameOnEveryJvm() {
        SymmetricEigen eigen = SymmetricEigen.of(random(12));
        double[] vectors = new double[144];
        for (int i = 0; i < 144; i++) {
            vectors[i] = eigen.vector(i / 12, i % 12);
        }

        assertThat(31 * Arrays.hashCode(values(eigen)) + Arrays.hashCode(vectors))
                .isEqualTo(1494830853);
    }

    private static double[] values(SymmetricEigen eigen) {
        double[] values = new double[eigen.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = eigen.value(i);
        }
        return values;
    }

    private static double[][] random(int size) {
        RandomStream stream = RandomStream.of(size, 0, "eigen");
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                matrix[i][j] = 2 * stream.nextDouble() - 1;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
