package io.trialog.internal.sampler.tpe;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.OptionValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mixed space and the quasi-random history on which Optuna's golden numbers were made. */
final class Example {

    static final SearchSpace SPACE = new SearchSpace(List.of(
            new Parameter("x", new FloatDistribution(0, 1)),
            new Parameter("lr", new FloatDistribution(1e-4, 1, 0, true)),
            new Parameter("n", new IntDistribution(1, 20)),
            new Parameter("c", CategoricalDistribution.of("a", "b", "c"))));

    private static final double[] STRIDES = {
        0.6180339887498949, 0.7548776662466927, 0.5698402909980532, 0.4142135623730951
    };

    private Example() {}

    /** The options of a rule, checked as those of users are. */
    static TpeOptions options(int rule, Map<String, Object> given) {
        return TpeOptions.of(OptionValues.of("sampler 'tpe'", rule, TpeOptions.options(rule), given));
    }

    /** The i-th configuration, from 1. */
    static Map<String, Object> params(int i) {
        double[] u = new double[4];
        for (int j = 0; j < 4; j++) {
            u[j] = i * STRIDES[j] - Math.floor(i * STRIDES[j]);
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("x", u[0]);
        params.put("lr", StrictMath.pow(10, -4 + 4 * u[1]));
        params.put("n", 1 + (long) (20 * u[2]));
        params.put("c", List.of("a", "b", "c").get((int) (3 * u[3])));
        return params;
    }

    /** Its value, to be minimized. */
    static double value(Map<String, Object> params) {
        double x = (double) params.get("x") - 0.3;
        double lr = StrictMath.log10((double) params.get("lr")) + 2;
        double c = Map.of("a", 0.0, "b", 0.2, "c", 0.4).get(params.get("c"));
        return x * x + lr * lr / 4 + Math.abs((long) params.get("n") - 5) / 20.0 + c;
    }
}
