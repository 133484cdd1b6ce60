package io.trialog.internal.numeric.pareto;

import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import java.util.Arrays;

/** The hypervolume of studies. */
public final class Volumes {

    private Volumes() {}

    /** What points dominate, up to a reference point. */
    public static double of(double[][] losses, double[] reference) {
        return Hypervolume.of(losses, reference);
    }

    /** What the trials of a study dominate up to a reference point, which is given as losses; trials beyond it are left out. */
    public static double of(StudyView view, double... reference) {
        double[] signs = view.settings().directions().stream()
                .mapToDouble(Direction::sign)
                .toArray();
        double[][] values = view.trials().stream()
                .filter(trial -> trial.values().size() == signs.length && trial.isFeasible())
                .map(trial ->
                        trial.values().stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        double[][] losses = Losses.of(values, signs);
        return Hypervolume.of(
                Arrays.stream(losses)
                        .filter(point -> Losses.covers(point, reference, reference.length))
                        .toArray(double[][]::new),
                reference);
    }
}
