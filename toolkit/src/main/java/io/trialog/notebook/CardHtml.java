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
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The card of a study at one moment. */
final class CardHtml {

    private static final int MOST_RUNNING = 6;

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
     * @param chart the history as an image element, which may be a little older; empty for none
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
        Html html = Style.begin(Style.CARD);
        head(html);
        bar(html);
        html.open("div", Style.BODY).open("div", Style.NONE).raw("\n");
        BestHtml.write(view, html);
        running(html);
        html.close("div").raw("\n").open("div", Style.NONE).raw(chart);
        html.raw(progress.isActive() ? CurvesChart.image(progress) : "");
        html.close("div").close("div").raw("\n");
        story(html);
        foot(html);
        return html.close("div");
    }

    private void head(Html html) {
        html.open("div", Style.ROW).word("span", Style.NAME, progress.name());
        html.word("span", Style.DIM, StudySummary.objectives(view.settings()));
        if (progress.isActive()) {
            fresh(html);
        } else {
            html.word("span", isBad() ? Style.framed(Style.FAILED) : Style.framed(), state());
        }
        Integer wanted = progress.wanted();
        String finished = progress.finished() + (wanted == null ? "" : " of " + wanted) + " trials finished";
        html.element("span", Style.NONE, finished).close("div").raw("\n");
    }

    /**
     * The state of a study that is active, replaced after a while by a word that the card is old: by a style sheet, which a front
     * end that does not trust the notebook drops. The state and the time of the card then stand alone.
     */
    private void fresh(Html html) {
        String id = "trialog-" + progress.asOf().getEpochSecond();
        html.raw("<style>." + id + "{animation:trialog-out 1s " + Style.STALE_SECONDS + "s forwards}." + id
                + "-old::after{content:'old: no news since " + clock.format(progress.asOf()) + "';color:" + Style.FAILED
                + ";animation:trialog-out " + Style.STALE_SECONDS
                + "s}@keyframes trialog-out{from,to{opacity:0;font-size:0;padding:0;border-width:0}}</style>");
        html.openWith("span", Map.of("class", id, "style", Style.framed(Style.COMPLETE)));
        html.text(state()).close("span").raw(" <span class=\"" + id + "-old\"></span> ");
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
            case RULE -> "stopped by a rule";
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
        html.open("div", Style.BAR);
        counts.forEach((state, n) -> html.open(
                        "div", Style.part(Style.color(state), String.format(Locale.ROOT, "%.2f%%", 100 * n / whole)))
                .close("div"));
        html.close("div").raw("\n");
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
        html.open("div", Style.SMALL_ROW);
        int left = counts.size();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            left--;
            html.open("span", Style.NONE).word("span", Style.key(Style.color(count.getKey())), "■");
            html.text(count.getValue() + " " + count.getKey() + (left > 0 ? "," : ""));
            html.close("span").raw(" ");
        }
        html.close("div").raw("\n");
    }

    private void running(Html html) {
        List<RunningTrial> running = progress.running();
        if (running.isEmpty()) {
            return;
        }
        html.open("table", Style.TABLE).open("tbody", Style.NONE).raw("\n");
        for (RunningTrial trial : running.subList(0, Math.min(MOST_RUNNING, running.size()))) {
            html.open("tr", Style.NONE)
                    .word("td", Style.TEXT_CELL, "trial " + trial.trial().number());
            String attempt = trial.attempt() > 1 ? ", attempt " + trial.attempt() : "";
            html.word("td", Style.TEXT_CELL, trial.state() + attempt);
            html.word("td", Style.NUMBER_CELL, Ages.of(trial.age(progress.asOf())));
            html.word("td", Style.TEXT_CELL, trial.lastReport());
            html.element("td", Style.TEXT_CELL, Texts.shortened(trial.reason()))
                    .close("tr")
                    .raw("\n");
        }
        html.close("tbody").close("table").raw("\n");
        if (running.size() > MOST_RUNNING) {
            html.line("div", Style.DIM, "and " + (running.size() - MOST_RUNNING) + " more");
        }
    }

    private void story(Html html) {
        String ending = ending();
        if (!ending.isEmpty()) {
            html.line("div", Style.STORY, ending);
        }
        progress.remarks().forEach(remark -> html.line("div", Style.STORY, "note: " + remark));
        if (progress.lateAnswers() > 0) {
            html.line("div", Style.STORY, lateAnswers());
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
        html.open("div", Style.FOOT).text("as of " + at(progress.asOf()));
        if (progress.session() != null) {
            html.text(" · " + (progress.isActive() ? "for " : "took ") + Ages.of(progress.elapsed()));
        }
        String pace = ProgressText.pace(progress);
        html.text(pace.isEmpty() ? "" : " · " + pace.replace(" | ", " · "));
        if (progress.isActive()) {
            html.raw("<br/>\n");
            html.text(
                    "After a reload of the page, Study.follow(name) in a second notebook shows this card again. optimizeAsync"
                            + " leaves this notebook free for other cells.");
        }
        html.close("div").raw("\n");
    }

    private String at(Instant instant) {
        return date.format(instant);
    }
}
