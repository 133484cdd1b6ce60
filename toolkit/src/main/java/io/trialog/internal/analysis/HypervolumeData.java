package io.trialog.internal.analysis;

import io.trialog.internal.numeric.pareto.Hypervolume;
import io.trialog.internal.numeric.pareto.Losses;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the hypervolume of the Pareto front grew with the trials.
 *
 * @param reference the reference point, a value per objective
 * @param trials the numbers of the trials after which it was larger than before, ascending
 * @param volumes the hypervolume after each of them
 * @param last the number of the last complete trial
 */
public record HypervolumeData(List<Double> reference, List<Integer> trials, List<Double> volumes, int last) {

    /** With this many objectives and more, a volume takes so long that not every one is computed. */
    private static final int MANY = 4;

    private static final int MOST = 200;

    public HypervolumeData {
        reference = List.copyOf(reference);
        trials = List.copyOf(trials);
        volumes = List.copyOf(volumes);
    }

    /** The worst value of each objective among the complete feasible trials; zeros if there are none. */
    public static double[] worst(StudyView view) {
        double[] signs = signs(view);
        double[] worst = new double[signs.length];
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (TrialRecord trial : complete(view)) {
            for (int i = 0; i < signs.length; i++) {
                worst[i] = Math.max(worst[i], signs[i] * trial.values().get(i));
            }
        }
        for (int i = 0; i < signs.length; i++) {
            worst[i] = Double.isFinite(worst[i]) ? signs[i] * worst[i] : 0;
        }
        return worst;
    }

    /**
     * The growth up to a reference point.
     *
     * @throws IllegalArgumentException if the point has not a number per objective
     */
    public static HypervolumeData of(StudyView view, double... reference) {
        double[] signs = signs(view);
        if (reference.length != signs.length || !Arrays.stream(reference).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("The reference point must have a finite number per objective, "
                    + signs.length + ", but is " + Arrays.toString(reference) + ".");
        }
        double[] corner = new double[signs.length];
        for (int i = 0; i < corner.length; i++) {
            corner[i] = signs[i] * reference[i];
        }
        List<TrialRecord> complete = complete(view);
        List<Integer> trials = new ArrayList<>();
        List<Double> volumes = new ArrayList<>();
        List<double[]> front = new ArrayList<>();
        int stride = signs.length < MANY ? 1 : Math.max(1, complete.size() / MOST);
        double before = 0;
        for (int i = 0; i < complete.size(); i++) {
            boolean isNews = join(front, loss(complete.get(i), signs), corner);
            if ((isNews || stride > 1) && (i % stride == 0 || i == complete.size() - 1)) {
                double volume = Hypervolume.of(front.toArray(double[][]::new), corner);
                if (volume > before) {
                    trials.add(complete.get(i).number());
                    volumes.add(volume);
                    before = volume;
                }
            }
        }
        int last = complete.isEmpty() ? -1 : complete.get(complete.size() - 1).number();
        return new HypervolumeData(Arrays.stream(reference).boxed().toList(), trials, volumes, last);
    }

    private static double[] signs(StudyView view) {
        return view.settings().directions().stream()
                .mapToDouble(Direction::sign)
                .toArray();
    }

    private static List<TrialRecord> complete(StudyView view) {
        int count = view.settings().directions().size();
        return TrialChoice.counted(view).stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE
                        && trial.violation() <= 0
                        && trial.values().size() == count
                        && trial.values().stream().allMatch(TrialChoice::isDrawable))
                .toList();
    }

    private static double[] loss(TrialRecord trial, double... signs) {
        double[] loss = new double[signs.length];
        for (int i = 0; i < loss.length; i++) {
            loss[i] = signs[i] * trial.values().get(i) + 0.0;
        }
        return loss;
    }

    /** Adds a point to the points that no other one dominates; returns whether it is one of them, within the reference. */
    private static boolean join(List<double[]> front, double[] loss, double... corner) {
        for (int i = 0; i < loss.length; i++) {
            if (loss[i] > corner[i]) {
                return false;
            }
        }
        for (double[] known : front) {
            if (Losses.dominates(known, loss) || Arrays.equals(known, loss)) {
                return false;
            }
        }
        front.removeIf(known -> Losses.dominates(loss, known));
        front.add(loss);
        return true;
    }
}
