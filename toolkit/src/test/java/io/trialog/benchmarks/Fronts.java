package io.trialog.benchmarks;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Problems of several objectives, all minimized: ZDT (doi:10.1162/106365600568202), DTLZ (doi:10.1007/1-84628-137-7_6), WFG
 * (doi:10.1109/TEVC.2005.861417), and one of mixed parameters. {@code benchmarks/quality/fronts.py} holds the same.
 */
enum Fronts {
    ZDT1(10, 2, 11),
    ZDT2(10, 2, 11),
    ZDT3(10, 2, 11),
    ZDT4(5, 2, 11),
    DTLZ2(7, 3, 1.1),
    DTLZ7(7, 3, 7),
    WFG1(6, 2, 0),
    WFG4(6, 2, 0),
    WFG7(6, 2, 0),
    MIXED(6, 2, 3);

    private final int parameters;
    private final int objectives;
    private final double reference;

    Fronts(int parameters, int objectives, double reference) {
        this.parameters = parameters;
        this.objectives = objectives;
        this.reference = reference;
    }

    int objectives() {
        return objectives;
    }

    double[] reference() {
        double[] point = new double[objectives];
        for (int j = 0; j < objectives; j++) {
            point[j] = reference > 0 ? reference : 2 * (j + 1) + 1;
        }
        return point;
    }

    SearchSpace space() {
        List<Parameter> list = new ArrayList<>();
        if (this == MIXED) {
            list.add(new Parameter("x0", new FloatDistribution(1e-3, 1, 0, true)));
            list.add(new Parameter("x1", new FloatDistribution(0, 1)));
            list.add(new Parameter("x2", new FloatDistribution(0, 1, 0.1, false)));
            list.add(new Parameter("x3", new IntDistribution(1, 32, 1, true)));
            list.add(new Parameter("x4", new IntDistribution(0, 9)));
            list.add(new Parameter("x5", CategoricalDistribution.of("a", "b", "c")));
            return new SearchSpace(list);
        }
        for (int i = 0; i < parameters; i++) {
            boolean isWide = this == ZDT4 && i > 0;
            list.add(new Parameter("x" + i, new FloatDistribution(isWide ? -5 : 0, isWide ? 5 : 1)));
        }
        return new SearchSpace(list);
    }

    double[] values(Map<String, @Nullable Object> params) {
        if (this == MIXED) {
            return mixed(params);
        }
        double[] x = new double[parameters];
        for (int i = 0; i < x.length; i++) {
            x[i] = ((Number) Objects.requireNonNull(params.get("x" + i))).doubleValue();
        }
        return switch (this) {
            case DTLZ2 -> dtlz2(x);
            case DTLZ7 -> dtlz7(x);
            case WFG1, WFG4, WFG7 -> wfg(x);
            default -> zdt(x);
        };
    }

    private double[] zdt(double[] x) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += this == ZDT4 ? x[i] * x[i] - 10 * Math.cos(4 * Math.PI * x[i]) : x[i];
        }
        double g = this == ZDT4 ? 1 + 10 * (x.length - 1) + sum : 1 + 9 * sum / (x.length - 1);
        double ratio = x[0] / g;
        double h = this == ZDT2 ? 1 - ratio * ratio : 1 - Math.sqrt(ratio);
        h -= this == ZDT3 ? ratio * Math.sin(10 * Math.PI * x[0]) : 0;
        return new double[] {x[0], g * h};
    }

    private static double[] dtlz2(double[] x) {
        double g = 1;
        for (int i = 2; i < x.length; i++) {
            g += (x[i] - 0.5) * (x[i] - 0.5);
        }
        double a = x[0] * Math.PI / 2;
        double b = x[1] * Math.PI / 2;
        return new double[] {g * Math.cos(a) * Math.cos(b), g * Math.cos(a) * Math.sin(b), g * Math.sin(a)};
    }

    private static double[] dtlz7(double[] x) {
        double sum = 0;
        for (int i = 2; i < x.length; i++) {
            sum += x[i];
        }
        double g = 1 + 9 * sum / (x.length - 2);
        double h = 3;
        for (int i = 0; i < 2; i++) {
            h -= x[i] / (1 + g) * (1 + Math.sin(3 * Math.PI * x[i]));
        }
        return new double[] {x[0], x[1], (1 + g) * h};
    }

    /** With two position parameters and four distance parameters, all of them from 0 to 1. */
    private double[] wfg(double[] x) {
        double[] t = x.clone();
        if (this == WFG1) {
            for (int i = 2; i < 6; i++) {
                t[i] = flat(shifted(t[i], 0.35), 0.8, 0.75, 0.85);
            }
            for (int i = 0; i < 6; i++) {
                t[i] = Math.pow(t[i], 0.02);
            }
            double first = (2 * t[0] + 4 * t[1]) / 6;
            double second = (6 * t[2] + 8 * t[3] + 10 * t[4] + 12 * t[5]) / 36;
            double mixed = 1 - first - Math.cos(10 * Math.PI * first + Math.PI / 2) / (10 * Math.PI);
            return new double[] {second + 2 * (1 - Math.cos(first * Math.PI / 2)), second + 4 * mixed};
        }
        if (this == WFG4) {
            for (int i = 0; i < 6; i++) {
                double away = Math.abs(t[i] - 0.35) / (2 * (Math.floor(0.35 - t[i]) + 0.35));
                t[i] = (1 + Math.cos(122 * Math.PI * (0.5 - away)) + 40 * away * away) / 12;
            }
        } else {
            for (int i = 0; i < 2; i++) {
                double mean = 0;
                for (int j = i + 1; j < 6; j++) {
                    mean += x[j] / (5 - i);
                }
                double v = 0.98 / 49.98 - (1 - 2 * mean) * Math.abs(Math.floor(0.5 - mean) + 0.98 / 49.98);
                t[i] = Math.pow(x[i], 0.02 + 49.98 * v);
            }
            for (int i = 2; i < 6; i++) {
                t[i] = shifted(t[i], 0.35);
            }
        }
        double first = (t[0] + t[1]) / 2;
        double second = (t[2] + t[3] + t[4] + t[5]) / 4;
        return new double[] {second + 2 * Math.sin(first * Math.PI / 2), second + 4 * Math.cos(first * Math.PI / 2)};
    }

    private static double shifted(double y, double to) {
        return Math.abs(y - to) / Math.abs(Math.floor(to - y) + to);
    }

    private static double flat(double y, double value, double from, double until) {
        return value
                + Math.min(0, Math.floor(y - from)) * value * (from - y) / from
                - Math.min(0, Math.floor(until - y)) * (1 - value) * (y - until) / (1 - until);
    }

    private static double[] mixed(Map<String, @Nullable Object> params) {
        double rate = Math.log10(number(params, "x0")) + 2;
        double a = number(params, "x1");
        double b = number(params, "x2");
        double width = Math.log(number(params, "x3")) / Math.log(2);
        double depth = number(params, "x4");
        double kind = Map.of("a", 0.0, "b", 0.3, "c", 0.6).get(params.get("x5"));
        double loss = rate * rate / 4
                + (a - 0.3) * (a - 0.3)
                + (b - 0.7) * (b - 0.7)
                + (1 - kind) / 2
                + Math.exp(-(width + depth / 3) / 2);
        double cost = width / 5 + depth / 9 + kind + a / 4;
        return new double[] {loss, cost};
    }

    private static double number(Map<String, @Nullable Object> params, String name) {
        return ((Number) Objects.requireNonNull(params.get(name))).doubleValue();
    }
}
