package io.trialog.testing;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Studies to look at: conditional, logarithmic and categorical parameters, curves, pruned and failed trials. */
public final class SampleStudies {

    private SampleStudies() {}

    /** A study without any trial. */
    public static StudyView empty() {
        return Histories.minimize(SearchSpace.EMPTY).view();
    }

    /** A study that maximizes, with {@code trials} trials; a function of the seed. */
    public static StudyView of(int trials, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Histories study = Histories.of(Direction.MAXIMIZE, 1, SearchSpace.EMPTY);
        for (int i = 0; i < trials; i++) {
            trial(study, random);
        }
        return study.view();
    }

    /** A study that minimizes, with one trial per value, all with {@code x} and {@code y}, at fractions of the golden ratio. */
    public static Histories valued(double... values) {
        Histories study = Histories.minimize(SearchSpace.EMPTY);
        for (double value : values) {
            int number = study.ask(Map.of());
            double x = (number + 1) * 0.6180339887498949 % 1;
            study.suggest(number, "x", x, new FloatDistribution(0, 1));
            study.suggest(number, "y", 1 - x, new FloatDistribution(0, 1));
            study.complete(number, value);
        }
        return study;
    }

    private static void trial(Histories study, SplittableRandom random) {
        int number = study.ask(Map.of());
        boolean trees = random.nextBoolean();
        double rate = StrictMath.exp(random.nextDouble(StrictMath.log(1e-5), StrictMath.log(0.3)));
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Distribution> space = new LinkedHashMap<>();
        space.put("model", CategoricalDistribution.of("trees", "net"));
        values.put("model", trees ? "trees" : "net");
        space.put("optimizer.learning_rate", new FloatDistribution(1e-5, 0.3, 0, true));
        values.put("optimizer.learning_rate", rate);
        space.put(trees ? "depth" : "width", trees ? new IntDistribution(2, 8) : new IntDistribution(8, 64, 8, true));
        values.put(trees ? "depth" : "width", trees ? random.nextLong(2, 9) : 8 * random.nextLong(1, 9));
        space.forEach((name, distribution) -> study.suggest(number, name, values.get(name), distribution));
        double decades = StrictMath.log10(rate) + 2.5;
        double value = 0.9 - 0.03 * decades * decades - (trees ? 0.05 : 0) + random.nextDouble(0.02);
        double dice = random.nextDouble();
        int steps = dice < 0.3 ? 4 : 10;
        for (int step = 0; step < steps; step++) {
            study.report(number, step, value - 0.3 * StrictMath.exp(-step / 3.0));
        }
        if (dice < 0.3) {
            study.prune(number);
        } else if (dice < 0.36) {
            study.fail(number);
        } else {
            study.complete(number, value);
        }
    }
}
