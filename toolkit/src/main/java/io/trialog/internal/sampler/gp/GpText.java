package io.trialog.internal.sampler.gp;

import io.trialog.internal.sampler.CubeAxis;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.spi.Origin;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a model was made of, and what it expected of a trial. Stateless. */
final class GpText {

    private static final int NEAREST = 3;

    private GpText() {}

    static String explanation(GpModel model, int running) {
        Series series = model.objective();
        int parameters = model.axes().size();
        String of = series.isPart()
                ? "gp on " + series.members().length + " of " + series.size() + " trials, the best and the newest"
                : "gp: " + series.size() + " trials";
        return of + ", fitted on " + series.fittedOn() + ", " + parameters
                + (parameters == 1 ? " parameter" : " parameters")
                + (model.objectives().size() == 1 ? "" : ", front of " + model.front().length)
                + (running == 0 ? "" : ", " + running + " running");
    }

    static List<Origin> origins(List<CubeAxis> axes, TrialRecord trial) {
        Set<String> together = new HashSet<>();
        axes.forEach(axis -> together.add(axis.name()));
        List<Origin> origins = new ArrayList<>();
        for (String name : trial.shape().names()) {
            origins.add(new Origin(
                    name, together.contains(name) ? "where the model promised most" : IndependentDraw.AT_RANDOM));
        }
        return origins;
    }

    static List<String> remarks(GpModel model, FitCache fits, StudyView view, double[] point, double promise) {
        List<String> remarks = new ArrayList<>();
        for (int j = 0; j < model.objectives().size(); j++) {
            remarks.add(predicted(model, j, fits, view, point));
        }
        if (remarks.size() > 1) {
            remarks.add("expected gain of hypervolume, on the scale of the models: " + rounded(StrictMath.exp(promise))
                    + (model.constraints().isEmpty()
                            ? ""
                            : ", times the chance to keep every constraint and not to fail"));
            return remarks;
        }
        Series series = model.objective();
        Scale scale = series.scale();
        double sign = -view.settings().direction().sign();
        boolean hasBest = model.best() >= 0;
        double best = hasBest ? scale.standardized(series.value(model.best())) : 0;
        remarks.add((hasBest ? "expected improvement" : "chance to keep every constraint and not to fail") + ": "
                + rounded(StrictMath.exp(promise) * (hasBest ? scale.step(best) : 1))
                + (hasBest && !model.constraints().isEmpty()
                        ? ", times the chance to keep every constraint and not to fail"
                        : ""));
        remarks.add("nearest trials: " + nearest(model, model.surrogate(fits), point, sign));
        return remarks;
    }

    private static String predicted(GpModel model, int j, FitCache fits, StudyView view, double[] point) {
        Series series = model.objectives().get(j);
        Surrogate surrogate = model.surrogate(j, fits);
        Scale scale = series.scale();
        double[] y = series.standardized();
        Surrogate.Posterior predicted = surrogate.posterior();
        predicted.at(point, false);
        double mean = predicted.mean(surrogate.weights(y, y.length), y.length);
        double sign = -view.settings().directions().get(j).sign();
        return "predicted " + view.settings().metrics().get(j) + ": " + rounded(sign * scale.value(mean)) + " ± "
                + rounded(predicted.deviation() * scale.step(mean));
    }

    private static String nearest(GpModel model, Surrogate surrogate, double[] point, double sign) {
        double[] correlations = surrogate.correlations(point);
        int[] members = model.objective().members();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(correlations[b], correlations[a]));
        List<String> texts = new ArrayList<>();
        for (int i : order.subList(0, Math.min(NEAREST, order.size()))) {
            texts.add(model.trial(members[i]).number() + " ("
                    + rounded(sign * model.objective().value(members[i])) + ", correlation "
                    + rounded(correlations[i]) + ")");
        }
        return String.join(", ", texts);
    }

    private static String rounded(double value) {
        return NumberText.of(value);
    }
}
