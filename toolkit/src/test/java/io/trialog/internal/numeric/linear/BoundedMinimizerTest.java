package io.trialog.internal.numeric.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.linear.BoundedMinimizer.Minimum;
import io.trialog.internal.numeric.linear.BoundedMinimizer.Smooth;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundedMinimizerTest {

    private static final Smooth ROSENBROCK = (x, g) -> {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    };

    @Test
    void findsTheMinimumOfRosenbrocksFunction() {
        Minimum found = minimizer(-5, 5, 2, 500, 1e-9).minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(found.point()[0]).isCloseTo(1, within(1e-7));
        assertThat(found.point()[1]).isCloseTo(1, within(1e-7));
        assertThat(found.evaluations()).isLessThan(100);
    }

    @Test
    void boundsThatCutTheValleyOffAreKept() {
        Minimum found = minimizer(-0.5, 0.5, 2, 500, 1e-9).minimize(ROSENBROCK, new double[] {-0.5, 0.5});

        assertThat(found.point()[0]).isEqualTo(0.5);
        assertThat(found.point()[1]).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void manyVariablesHalfOfThemAtTheirBounds() {
        Smooth function = (x, g) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double target = i % 2 == 0 ? 2 : 0.3 + 0.01 * i;
                g[i] = 2 * (i + 1) * (x[i] - target);
                sum += (i + 1) * (x[i] - target) * (x[i] - target);
            }
            return sum;
        };
        Minimum found = minimizer(0, 1, 20, 500, 1e-8).minimize(function, new double[20]);
        for (int i = 0; i < 20; i++) {
            assertThat(found.point()[i]).isCloseTo(i % 2 == 0 ? 1 : 0.3 + 0.01 * i, within(1e-8));
        }
    }

    @Test
    void evaluationsAreCounted() {
        Minimum found = minimizer(-5, 5, 2, 7, 0).minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(found.evaluations()).isEqualTo(7);
        assertThat(found.value()).isLessThan(24.2);
    }

    @Test
    void pointsOutOfQuestionAreSteppedBackFrom() {
        Smooth function = (x, g) -> {
            g[0] = 1 - 1 / x[0];
            return x[0] < 0.5 ? Double.NaN : x[0] - Math.log(x[0]);
        };
        Minimum found = minimizer(-100, 100, 1, 100, 1e-9).minimize(function, new double[] {30});

        assertThat(found.point()[0]).isCloseTo(1, within(1e-6));
    }

    @Test
    void bitsAreTheSameOnEveryJvm() {
        Minimum found = minimizer(-5, 5, 2, 30, 0).minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(Arrays.hashCode(found.point())).isEqualTo(883051516);
    }

    private static BoundedMinimizer minimizer(double low, double high, int size, int evaluations, double tolerance) {
        double[] lower = new double[size];
        double[] upper = new double[size];
        Arrays.fill(lower, low);
        Arrays.fill(upper, high);
        return new BoundedMinimizer(lower, upper, 10, evaluations, tolerance);
    }
}
