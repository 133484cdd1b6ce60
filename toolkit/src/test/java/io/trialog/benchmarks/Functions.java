package io.trialog.benchmarks;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The analytic functions of the quality benchmark, all to minimize; {@code problems.py} has the same in Python. */
final class Functions {

    /** By the names that {@code problems.json} uses. */
    static final Map<String, ToDoubleFunction<double[]>> BY_NAME = Map.ofEntries(
            Map.entry("branin", Functions::branin),
            Map.entry("hartmann", Functions::hartmann),
            Map.entry("camel", Functions::camel),
            Map.entry("ackley", Functions::ackley),
            Map.entry("rosenbrock", Functions::rosenbrock),
            Map.entry("rastrigin", Functions::rastrigin),
            Map.entry("levy", Functions::levy),
            Map.entry("styblinski", Functions::styblinski),
            Map.entry("sphere", Functions::sphere),
            Map.entry("griewank", Functions::griewank),
            Map.entry("zakharov", Functions::zakharov),
            Map.entry("michalewicz", Functions::michalewicz),
            Map.entry("ellipsoid", Functions::ellipsoid),
            Map.entry("schwefel", Functions::schwefel),
            Map.entry("dixonprice", Functions::dixonprice),
            Map.entry("coupled", Functions::coupled),
            Map.entry("rippled", Functions::rippled),
            Map.entry("ridge", Functions::ridge),
            Map.entry("powers", Functions::powers),
            Map.entry("stairs", Functions::stairs),
            Map.entry("schaffer", Functions::schaffer));

    private static final double[] ALPHA = {1.0, 1.2, 3.0, 3.2};
    private static final double[][] A3 = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    private static final double[][] P3 = {
        {0.3689, 0.1170, 0.2673}, {0.4699, 0.4387, 0.7470}, {0.1091, 0.8732, 0.5547}, {0.0381, 0.5743, 0.8828}
    };
    private static final double[][] A6 = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] P6 = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private Functions() {}

    private static double branin(double[] x) {
        double pi = Math.PI;
        double a = x[1] - 5.1 / (4 * pi * pi) * x[0] * x[0] + 5 / pi * x[0] - 6;
        return a * a + 10 * (1 - 1 / (8 * pi)) * Math.cos(x[0]) + 10;
    }

    private static double hartmann(double[] x) {
        double[][] a = x.length == 3 ? A3 : A6;
        double[][] p = x.length == 3 ? P3 : P6;
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double inner = 0;
            for (int j = 0; j < x.length; j++) {
                inner += a[i][j] * (x[j] - p[i][j]) * (x[j] - p[i][j]);
            }
            sum += ALPHA[i] * Math.exp(-inner);
        }
        return -sum;
    }

    private static double camel(double[] x) {
        double a = x[0] * x[0];
        double b = x[1] * x[1];
        return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (-4 + 4 * b) * b;
    }

    private static double ackley(double[] x) {
        double squares = 0;
        double cosines = 0;
        for (double v : x) {
            squares += v * v;
            cosines += Math.cos(2 * Math.PI * v);
        }
        return -20 * Math.exp(-0.2 * Math.sqrt(squares / x.length)) - Math.exp(cosines / x.length) + 20 + Math.E;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    private static double rastrigin(double[] x) {
        double sum = 10.0 * x.length;
        for (double v : x) {
            sum += v * v - 10 * Math.cos(2 * Math.PI * v);
        }
        return sum;
    }

    private static double levy(double[] x) {
        double sum = square(Math.sin(Math.PI * (1 + (x[0] - 1) / 4)));
        for (int i = 0; i + 1 < x.length; i++) {
            double w = 1 + (x[i] - 1) / 4;
            sum += square(w - 1) * (1 + 10 * square(Math.sin(Math.PI * w + 1)));
        }
        double last = 1 + (x[x.length - 1] - 1) / 4;
        return sum + square(last - 1) * (1 + square(Math.sin(2 * Math.PI * last)));
    }

    private static double styblinski(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v * v * v - 16 * v * v + 5 * v;
        }
        return sum / 2;
    }

    private static double sphere(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    private static double griewank(double[] x) {
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            product *= Math.cos(x[i] / Math.sqrt(i + 1.0));
        }
        return sphere(x) / 4000 - product + 1;
    }

    private static double zakharov(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += 0.5 * (i + 1) * x[i];
        }
        return sphere(x) + square(sum) + square(square(sum));
    }

    private static double michalewicz(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin(x[i]) * Math.pow(Math.sin((i + 1) * x[i] * x[i] / Math.PI), 20);
        }
        return -sum;
    }

    private static double ellipsoid(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(10, 6.0 * i / (x.length - 1)) * x[i] * x[i];
        }
        return sum;
    }

    private static double schwefel(double[] x) {
        double sum = 418.9828872724339 * x.length;
        for (double v : x) {
            sum -= v * Math.sin(Math.sqrt(Math.abs(v)));
        }
        return sum;
    }

    private static double dixonprice(double[] x) {
        double sum = square(x[0] - 1);
        for (int i = 1; i < x.length; i++) {
            sum += (i + 1) * square(2 * x[i] * x[i] - x[i - 1]);
        }
        return sum;
    }

    private static double coupled(double[] x) {
        double sum = sphere(x);
        for (int i = 0; i + 1 < x.length; i++) {
            sum += 0.8 * x[i] * x[i + 1];
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double rippled(double[] x) {
        double squares = 0;
        double ripples = 0;
        for (double v : x) {
            squares += v * v;
            ripples += 1 - Math.cos(2 * Math.PI * v / 3);
        }
        return Math.sqrt(squares) + 0.3 * ripples;
    }

    private static double ridge(double[] x) {
        return square(x[0]) + 10 * Math.sqrt(Math.max(0, sphere(x) - square(x[0])));
    }

    private static double powers(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(Math.abs(x[i]), 2 + 4.0 * i / (x.length - 1));
        }
        return sum;
    }

    private static double stairs(double[] x) {
        double sum = 0.01 * Math.abs(x[0]);
        for (double v : x) {
            sum += square(Math.floor(Math.abs(v) + 0.5));
        }
        return sum;
    }

    private static double schaffer(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double length = Math.hypot(x[i], x[i + 1]);
            sum += Math.sqrt(length) * (1 + square(Math.sin(50 * Math.pow(length, 0.2))));
        }
        return square(sum / (x.length - 1));
    }
}
