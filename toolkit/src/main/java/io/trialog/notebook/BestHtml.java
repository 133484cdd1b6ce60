package io.trialog.notebook;

import io.trialog.internal.format.NaturalOrder;
import io.trialog.internal.format.Texts;
import io.trialog.internal.text.StudySummary;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The best trial of a study, or its Pareto front, as a part of the card. */
final class BestHtml {

    private static final int MOST_PARAMS = 16;
    private static final int MOST_BEST = 5;

    private final StudyView view;
    private final Html html;

    private BestHtml(StudyView view, Html html) {
        this.view = view;
        this.html = html;
    }

    static void write(StudyView view, Html html) {
        TrialRecord best = view.best();
        if (best == null) {
            html.line("div", Style.DIM, StudySummary.none(view));
        } else if (view.settings().metrics().size() > 1) {
            new BestHtml(view, html).front();
        } else {
            new BestHtml(view, html).best(best);
        }
    }

    private void best(TrialRecord best) {
        html.open("div", Style.NONE).word("span", Style.VALUE, NumberText.of(best.value()));
        html.element("span", Style.DIM, "best, by trial " + best.number())
                .close("div")
                .raw("\n");
        int since = completeSince(best);
        if (since > 0) {
            html.line("div", Style.DIM, "no improvement for " + Texts.count(since, "complete trial"));
        }
        List<String> names = varied(best);
        Map<String, @Nullable Object> params = best.params();
        parameters(names.subList(0, Math.min(MOST_PARAMS, names.size())), params);
        if (names.size() > MOST_PARAMS) {
            html.open("details", Style.NONE);
            html.line("summary", Style.DIM, "and " + (names.size() - MOST_PARAMS) + " more parameters");
            parameters(names.subList(MOST_PARAMS, names.size()), params);
            html.close("details").raw("\n");
        }
    }

    private void parameters(List<String> names, Map<String, @Nullable Object> params) {
        html.open("div", Style.PARAMS);
        for (int i = 0; i < names.size(); i++) {
            html.open("span", Style.NONE).element("span", Style.DIM, names.get(i) + " = ");
            html.element("b", Style.NONE, Texts.shortened(Texts.value(params.get(names.get(i)))));
            html.text(i + 1 < names.size() ? "," : "").close("span").raw(" ");
        }
        html.close("div").raw("\n");
    }

    /** How many trials were completed after the best one. */
    private int completeSince(TrialRecord best) {
        int since = 0;
        for (int i = view.finishedCount() - 1; i >= 0; i--) {
            TrialRecord trial = view.finished(i);
            if (trial.number() == best.number()) {
                return since;
            }
            since += trial.state() == TrialState.COMPLETE && !view.isVoided(trial.number()) ? 1 : 0;
        }
        return since;
    }

    /** The parameters of a trial that were not the same in all finished trials, in the natural order of their names. */
    private List<String> varied(TrialRecord best) {
        TreeSet<String> candidates = new TreeSet<>(NaturalOrder.INSTANCE);
        candidates.addAll(best.shape().names());
        TreeSet<String> varied = new TreeSet<>(NaturalOrder.INSTANCE);
        for (int i = 0; i < view.finishedCount() && !candidates.isEmpty(); i++) {
            Shape shape = view.finished(i).shape();
            double[] values = view.finished(i).internals();
            for (int at = 0; at < values.length; at++) {
                String name = shape.names().get(at);
                if (values[at] != best.internal(name) && candidates.remove(name)) {
                    varied.add(name);
                }
            }
        }
        return List.copyOf(view.finishedCount() > 1 ? varied : candidates);
    }

    private void front() {
        html.line("div", Style.NONE, StudySummary.best(view));
        view.bestTrials().stream()
                .limit(MOST_BEST)
                .forEach(trial -> html.line(
                        "div",
                        Style.NONE,
                        "trial " + trial.number() + ": " + StudySummary.values(view.settings(), trial)));
    }
}
