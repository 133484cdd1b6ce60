package io.trialog.notebook;

import io.trialog.internal.format.Ages;
import io.trialog.internal.format.Texts;
import io.trialog.internal.text.EndingText;
import io.trialog.internal.text.ProgressText;
import io.trialog.internal.text.StudySummary;
import io.trialog.status.RunningTrial;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The card of a study at one moment. */
final class CardHtml {

    private static final int MOST_RUNNING = 6;
    private static final int MOST_PARAMS = 24;
    private static final int MOST_BEST = 5;

    private final StudyProgress progress;
    private final StudyView view;
    private final String chart;
    private final DateTimeFormatter clock;
    private final DateTimeFormatter date;

    private CardHtml(StudyProgress progress, String chart, ZoneId zone) {
        this.progress = progress;
        this.view = progress.view();
        this.chart = chart;
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        this.date = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
                .withZone(zone);
    }

    /**
     * Draws a card.
     *
     * @param chart the history as SVG, which may be a little older; empty for none
     * @param zone in which times are given
     */
    static Bundle of(StudyProgress progress, String chart, ZoneId zone) {
        CardHtml card = new CardHtml(progress, chart, zone);
        return Bundle.of(card.html(), card.text());
    }

    private String text() {
        StringBuilder text = new StringBuilder(progress.name()).append(": ").append(ProgressText.line(progress));
        text.append("\n  ").append(state()).append(" as of ").append(at(progress.asOf()));
        String ending = ending();
        text.append(ending.isEmpty() ? "" : "\n  " + ending.replace("\n", "\n  "));
        return text.append(progress.lateAnswers() == 0 ? "" : "\n  " + lateAnswers())
                .toString();
    }

    private Html html() {
        Html html = Style.begin().open("div", "trialog-card");
        head(html);
        bar(html);
        html.open("div", "trialog-body").open("div", "");
        best(html);
        running(html);
        html.close("div").open("div", "").raw(chart).close("div").close("div");
        story(html);
        foot(html);
        return html.close("div").close("div");
    }

    private void head(Html html) {
        html.open("div", "trialog-head").element("span", "trialog-name", progress.name());
        html.element("span", "trialog-dim trialog-cut", StudySummary.objectives(view.settings()));
        if (progress.isActive()) {
            html.element("span", "trialog-pill trialog-pill-good trialog-live", state());
            html.element(
                    "span",
                    "trialog-pill trialog-pill-bad trialog-old",
                    "old: no news since " + clock.format(progress.asOf()));
        } else {
            html.element("span", "trialog-pill" + (isBad() ? " trialog-pill-bad" : ""), state());
        }
        Integer wanted = progress.wanted();
        html.element("span", "", progress.finished() + (wanted == null ? "" : " of " + wanted) + " trials finished");
        html.close("div");
    }

    private boolean isBad() {
        return progress.stage() == Stage.FAILED || progress.stage() == Stage.DIED;
    }

    /** What the study does, in a word or two. */
    private String state() {
        Session session = progress.session();
        StopReason reason = session == null ? null : session.reason();
        return switch (progress.stage()) {
            case IDLE -> "not running";
            case OPEN -> "open, nothing runs";
            case RUNNING -> "running";
            case STOPPING -> "stopping";
            case FAILED -> "failed";
            case DIED -> "its controller died";
            case ENDED -> ended(reason == null ? StopReason.DONE : reason);
        };
    }

    private static String ended(StopReason reason) {
        return switch (reason) {
            case DONE, EXHAUSTED -> "done";
            case TARGET -> "target reached";
            case TIMEOUT -> "time is up";
            case STOPPED -> "stopped";
            case INTERRUPTED -> "interrupted";
            case FAILURES, BROKEN -> "failed";
        };
    }

    private void bar(Html html) {
        List<RunningTrial> open = progress.running();
        int again = (int) open.stream().filter(trial -> !trial.isUnderWay()).count();
        int queued = (int) open.stream().filter(RunningTrial::isQueued).count();
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("complete", view.count(TrialState.COMPLETE));
        counts.put("pruned", view.count(TrialState.PRUNED));
        counts.put("running", view.running().size() - again - queued);
        putIfAny(counts, "queued", queued);
        int filled = counts.values().stream().mapToInt(Integer::intValue).sum();
        Integer wanted = progress.wanted();
        double whole = Math.max(1, Math.max(filled, wanted == null ? 0 : wanted));
        html.open("div", "trialog-bar");
        counts.forEach((state, n) -> html.raw(String.format(
                Locale.ROOT, "<div class=\"trialog-%s\" style=\"width:%.2f%%\"></div>", look(state), 100 * n / whole)));
        html.close("div");
        counts.put("failed", view.count(TrialState.FAIL));
        putIfAny(counts, "to run again", again);
        putIfAny(counts, "waiting", view.waiting().size());
        legend(html, counts);
    }

    private static void putIfAny(Map<String, Integer> counts, String state, int n) {
        if (n > 0) {
            counts.put(state, n);
        }
    }

    private static void legend(Html html, Map<String, Integer> counts) {
        html.open("div", "trialog-legend");
        counts.forEach((state, n) -> html.open("span", "")
                .open("span", "trialog-key trialog-" + look(state))
                .close("span")
                .text(n + " " + state)
                .close("span"));
        html.close("div");
    }

    /** The class that colors a count. */
    private static String look(String count) {
        return count.equals("to run again") || count.equals("queued") ? "waiting" : count;
    }

    private void best(Html html) {
        TrialRecord best = progress.best();
        if (best == null) {
            html.element("div", "trialog-dim", "no complete trial yet");
            return;
        }
        if (view.settings().metrics().size() > 1) {
            front(html);
            return;
        }
        html.open("div", "").element("span", "trialog-value", NumberText.of(best.value()));
        html.element("span", "trialog-dim", " best, by trial " + best.number()).close("div");
        html.open("div", "trialog-params");
        ordered(best).stream().limit(MOST_PARAMS).forEach(name -> param(html, name, best.params()));
        if (best.params().size() > MOST_PARAMS) {
            html.element("span", "trialog-dim", "and " + (best.params().size() - MOST_PARAMS) + " more");
        }
        html.close("div");
    }

    private void front(Html html) {
        html.element("div", "", StudySummary.best(view));
        view.bestTrials().stream()
                .limit(MOST_BEST)
                .forEach(trial -> html.element(
                        "div",
                        "trialog-cut",
                        "trial " + trial.number() + ": " + StudySummary.values(view.settings(), trial)));
    }

    /** The parameters in the order in which the first trial asked for them: a sampler may tell them in another. */
    private Set<String> ordered(TrialRecord best) {
        Set<String> names = new LinkedHashSet<>(view.finished(0).shape().names());
        names.addAll(best.params().keySet());
        names.retainAll(best.params().keySet());
        return names;
    }

    private static void param(Html html, String name, Map<String, @Nullable Object> params) {
        html.open("span", "trialog-cut").element("span", "trialog-dim", name + " ");
        html.element("b", "", Texts.shortened(Texts.value(params.get(name)))).close("span");
    }

    private void running(Html html) {
        List<RunningTrial> running = progress.running();
        if (running.isEmpty()) {
            return;
        }
        html.open("table", "").open("tbody", "");
        for (RunningTrial trial : running.subList(0, Math.min(MOST_RUNNING, running.size()))) {
            html.open("tr", "").element("td", "", "trial " + trial.trial().number());
            html.element("td", "", trial.state() + (trial.attempt() > 1 ? ", attempt " + trial.attempt() : ""));
            html.element("td", "trialog-n", Ages.of(trial.age(progress.asOf())));
            html.element("td", "", trial.lastReport());
            html.element("td", "trialog-dim", Texts.shortened(trial.reason())).close("tr");
        }
        html.close("tbody").close("table");
        if (running.size() > MOST_RUNNING) {
            html.element("div", "trialog-dim", "and " + (running.size() - MOST_RUNNING) + " more");
        }
    }

    private void story(Html html) {
        String ending = ending();
        if (!ending.isEmpty()) {
            html.element("div", "trialog-story", ending);
        }
        progress.remarks().forEach(remark -> html.element("div", "trialog-story trialog-dim", "note: " + remark));
        if (progress.lateAnswers() > 0) {
            html.element("div", "trialog-story trialog-dim", lateAnswers());
        }
    }

    private String lateAnswers() {
        long n = progress.lateAnswers();
        return "note: " + Texts.count(n, "late answer") + " refused, of threads whose trials were given up";
    }

    /** How it ended and how it goes on; empty while it runs. */
    private String ending() {
        Session session = progress.session();
        if (progress.stage() == Stage.DIED) {
            return "The process that ran the study is gone. Nothing is lost: open the study and optimize again.";
        }
        if (progress.isActive() || session == null) {
            return "";
        }
        String failure = session.failure();
        StopReason reason = session.reason();
        String open = EndingText.openTrials(progress);
        String what = failure == null ? EndingText.of(progress) : failure;
        boolean further = reason == StopReason.INTERRUPTED || reason == StopReason.STOPPED || failure != null;
        return what
                + (open.isEmpty() ? "" : "\n" + open)
                + (further ? "\nTo go on, run the cell again: nothing runs twice." : "");
    }

    private void foot(Html html) {
        html.open("div", "trialog-foot trialog-dim").text("as of " + at(progress.asOf()));
        if (progress.session() != null) {
            html.text(" · " + (progress.isActive() ? "for " : "took ") + Ages.of(progress.elapsed()));
        }
        String pace = ProgressText.pace(progress);
        html.text(pace.isEmpty() ? "" : " · " + pace.replace(" | ", " · "));
        if (progress.isActive()) {
            html.text(" · updates end with the kernel; show() gives a fresh card");
        }
        html.close("div");
    }

    private String at(Instant instant) {
        return date.format(instant);
    }
}
