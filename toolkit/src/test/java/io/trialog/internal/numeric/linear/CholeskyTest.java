package io.trialog.internal.numeric.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CholeskyTest {

    @Test
    void threeByThree() {
        Cholesky cholesky = new Cholesky();

        assertThat(cholesky.factor(new double[][] {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}}, 3))
                .isTrue();
        assertThat(rows(cholesky)).isDeepEqualTo(new double[][] {{2}, {6, 1}, {-8, 5, 3}});
    }

    @Test
    void appendedRowsHaveTheBitsOfAFullFactorization() {
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 63, 130}) {
            double[][] matrix = random(size);
            Cholesky whole = new Cholesky();
            assertThat(whole.factor(matrix, size)).isTrue();
            for (int begin = 0; begin <= size; begin += Math.max(1, size / 5)) {
                Cholesky grown = new Cholesky();
                grown.factor(matrix, begin);
                for (int i = begin; i < size; i++) {
                    assertThat(grown.append(matrix[i])).isTrue();
                }
                assertThat(rows(grown)).isDeepEqualTo(rows(whole));
            }
        }
    }

    @Test
    void rowsThatWereForgottenLeaveNoTrace() {
        double[][] matrix = random(20);
        Cholesky whole = new Cholesky();
        whole.factor(matrix, 20);
        Cholesky other = new Cholesky();
        other.factor(random(23), 23);
        other.factor(matrix, 17);
        double[] foreign = new double[18];
        foreign[17] = 9;
        other.append(foreign);
        other.truncate(15);
        for (int i = 15; i < 20; i++) {
            other.append(matrix[i]);
        }

        assertThat(rows(other)).isDeepEqualTo(rows(whole));
    }

    @Test
    void solvesBothTriangles() {
        double[][] matrix = random(11);
        Cholesky cholesky = new Cholesky();
        cholesky.factor(matrix, 11);
        double[] b = new double[11];
        Arrays.setAll(b, i -> i - 3);
        double[] x = b.clone();
        cholesky.solveLower(x);
        cholesky.solveUpper(x);
        for (int i = 0; i < 11; i++) {
            double sum = 0;
            for (int j = 0; j < 11; j++) {
                sum += matrix[i][j] * x[j];
            }
            assertThat(sum).isCloseTo(b[i], within(1e-12));
        }
    }

    @Test
    void theInverseTimesTheMatrixIsOne() {
        for (int size : new int[] {1, 4, 6, 13}) {
            double[][] matrix = random(size);
            Cholesky cholesky = new Cholesky();
            cholesky.factor(matrix, size);
            double[][] inverse = new double[size][size];
            cholesky.invert(inverse);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double sum = 0;
                    for (int k = 0; k < size; k++) {
                        sum += matrix[i][k] * inverse[Math.min(k, j)][Math.max(k, j)];
                    }
                    assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
                }
            }
        }
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefusedAndTheRestStays() {
        Cholesky cholesky = new Cholesky();
        assertThat(cholesky.factor(new double[][] {{1, 2}, {2, 1}}, 2)).isFalse();
        assertThat(cholesky.size()).isZero();
        cholesky.factor(new double[][] {{4}}, 1);

        assertThat(cholesky.append(new double[] {4, 4})).isFalse();
        assertThat(cholesky.append(new double[] {4, Double.NaN})).isFalse();
        assertThat(rows(cholesky)).isDeepEqualTo(new double[][] {{2}});
    }

    @Test
    void bitsAreTheSameOnEveryJvm() {
        Cholesky cholesky = new Cholesky();
        cholesky.factor(random(50), 50);
        double[][] inverse = new double[50][50];
        cholesky.invert(inverse);

        assertThat(31 * Arrays.deepHashCode(rows(cholesky)) + Arrays.deepHashCode(inverse))
                .isEqualTo(1239420365);
    }

    private static double[][] rows(Cholesky cholesky) {
        double[][] rows = new double[cholesky.size()][];
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            rows[i] = new double[i + 1];
            Arrays.setAll(rows[i], column -> cholesky.entry(row, column));
        }
        return rows;
    }

    private static double[][] random(int size) {
        RandomStream stream = RandomStream.of(size, 0, "cholesky");
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = stream.nextDouble() - 0.5;
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] = 1 + 0.5 * size;
        }
        return matrix;
    }
}
