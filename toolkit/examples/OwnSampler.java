import io.trialog.*;
import io.trialog.space.*;
import io.trialog.spi.*;

class OwnSampler {
    static final ParameterSampler NEAR_THE_BEST = (view, trial, name, distribution, random) -> {
        FloatDistribution range = (FloatDistribution) distribution;
        double u = random.nextDouble();
        if (view.best() == null) {
            return range.low() + u * (range.high() - range.low());
        }
        double width = (range.high() - range.low()) / (1 + trial);
        double near = view.best().getDouble(name) + (2 * u - 1) * width;
        return Math.min(Math.max(near, range.low()), range.high());
    };

    public static void main(String... args) {
        Study study = Study.builder("own").sampler(Samplers.of("near_the_best", NEAR_THE_BEST)).seed(1).inMemory();
        study.optimize(200, trial -> Math.pow(trial.suggestFloat("x", -5, 5) - 2, 2));
        System.out.println("close: " + (study.best().value() < 0.1));
        System.out.println("proved: " + study.replay().verify().isGreen());
    }
}
