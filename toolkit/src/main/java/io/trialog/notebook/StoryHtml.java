package io.trialog.notebook;

import io.trialog.internal.engine.ReportReason;
import io.trialog.internal.engine.TrialStory;
import io.trialog.plot.Plot;
import io.trialog.plot.Plots;
import io.trialog.study.TrialComparison;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The story of a trial, trials side by side, and what a trial printed. */
final class StoryHtml {

    private static final int MOST_ROWS = 12;
    private static final int TAIL = 12;
    private static final int MOST_PRINTED = 400;
    private static final int CURVE_WIDTH = 640;
    private static final int CURVE_HEIGHT = 300;

    private StoryHtml() {}

    /** All that is known of one trial. */
    static Bundle of(TrialStory story) {
        Html html = Style.begin(Style.CARD);
        TrialRecord trial = story.trial();
        html.open("div", Style.ROW).word("span", Style.NAME, "trial " + trial.number());
        String state = trial.state().name() + (story.isBest() ? " (best)" : "");
        html.word("span", Style.framed(Style.color(state(trial))), state);
        html.element("span", Style.DIM, "of " + story.view().settings().name())
                .close("div")
                .raw("\n");
        values(html, story);
        story.sentences().forEach(sentence -> html.line("div", Style.STORY, sentence));
        parameters(html, story);
        further(html, story);
        curve(html, story);
        reports(html, story.verdicts());
        attempts(html, story.attempts());
        if (!story.output().isEmpty()) {
            tail(html, "The end of its output", story.output().tail(TAIL));
            tail(html, "The end of its error stream", story.output().errTail(TAIL));
            html.line("div", Style.DIM, "All of it: study.logs(" + trial.number() + ")");
        }
        return Bundle.of(html.close("div"), story.toString());
    }

    private static void tail(Html html, String title, String text) {
        if (!text.isBlank()) {
            html.line("div", Style.HEADING, title);
            html.element("pre", Style.PRINTED, text).raw("\n");
        }
    }

    private static String state(TrialRecord trial) {
        return switch (trial.state()) {
            case COMPLETE -> "complete";
            case PRUNED -> "pruned";
            case FAIL -> "failed";
            case RUNNING -> "running";
            case WAITING -> "waiting";
        };
    }

    private static void values(Html html, TrialStory story) {
        List<Double> values = story.trial().values();
        if (values.isEmpty()) {
            return;
        }
        List<String> metrics = story.view().settings().metrics();
        html.open("div", Style.ROW);
        for (int i = 0; i < values.size(); i++) {
            html.word("span", Style.VALUE, NumberText.of(values.get(i))).word("span", Style.DIM, metrics.get(i));
        }
        html.close("div").raw("\n");
    }

    private static void parameters(Html html, TrialStory story) {
        List<TrialStory.Line> lines = story.parameters();
        if (lines.isEmpty()) {
            return;
        }
        boolean compared = !story.other().isEmpty();
        List<String> titles = new ArrayList<>(List.of("parameter", "value"));
        if (compared) {
            titles.add(story.other());
            titles.add("difference");
        }
        titles.add("where from");
        List<List<String>> rows = new ArrayList<>();
        for (TrialStory.Line line : lines) {
            List<String> row = new ArrayList<>(List.of(line.name(), line.value()));
            if (compared) {
                row.add(line.best());
                row.add(line.difference());
            }
            row.add(line.origin());
            rows.add(row);
        }
        folded(html, titles, rows, compared ? 3 : 1, "more parameters");
    }

    private static void further(Html html, TrialStory story) {
        if (!story.further().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            story.further().forEach((name, value) -> rows.add(List.of(name, value)));
            folded(html, List.of("also told", "value"), rows, 0, "more");
        }
    }

    private static void curve(Html html, TrialStory story) {
        TrialRecord trial = story.trial();
        TrialRecord best = story.best();
        if (trial.reports().isEmpty()) {
            return;
        }
        Plots plots = Plots.of(story.view());
        Plot plot = best == null
                        || best.number() == trial.number()
                        || best.reports().isEmpty()
                ? plots.intermediateValues(trial.number())
                : plots.intermediateValues(trial.number(), best.number());
        picture(html, plot);
    }

    private static void picture(Html html, Plot plot) {
        if (!plot.isEmpty()) {
            html.raw(NotebookDisplay.element(plot.size(CURVE_WIDTH, CURVE_HEIGHT)))
                    .raw("\n");
        }
    }

    private static void reports(Html html, List<ReportReason> reports) {
        List<ReportReason> judged =
                reports.stream().filter(report -> report.decision() != null).toList();
        if (!judged.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            // the last ones decide: they stand on top
            for (int i = judged.size() - 1; i >= 0; i--) {
                ReportReason report = judged.get(i);
                rows.add(List.of(Long.toString(report.step()), NumberText.of(report.value()), report.verdict()));
            }
            folded(html, List.of("step", "reported", "what the pruner said"), rows, 1, "earlier reports");
        }
    }

    private static void attempts(Html html, List<TrialStory.AttemptLine> attempts) {
        if (!attempts.isEmpty()) {
            List<List<String>> rows =
                    attempts.stream().map(TrialStory.AttemptLine::cells).toList();
            folded(html, List.of("attempt", "state", "job", "waited", "ran", "why"), rows, 0, "more attempts");
        }
    }

    /** A table whose rows beyond a dozen are folded. */
    private static void folded(Html html, List<String> titles, List<List<String>> rows, int lastNumber, String more) {
        table(html, titles, rows.subList(0, Math.min(MOST_ROWS, rows.size())), lastNumber);
        if (rows.size() > MOST_ROWS) {
            html.open("details", Style.NONE);
            html.line("summary", Style.DIM, "and " + (rows.size() - MOST_ROWS) + " " + more);
            table(html, titles, rows.subList(MOST_ROWS, rows.size()), lastNumber);
            html.close("details").raw("\n");
        }
    }

    /** Cells from the second to the one at {@code lastNumber} stand at the right. */
    private static void table(Html html, List<String> titles, List<List<String>> rows, int lastNumber) {
        html.open("div", Style.SCROLL).open("table", Style.TABLE).raw("\n");
        html.open("thead", Style.NONE).open("tr", Style.NONE);
        for (int i = 0; i < titles.size(); i++) {
            html.word("th", Style.head(style(i, lastNumber)), titles.get(i));
        }
        html.close("tr").close("thead").raw("\n").open("tbody", Style.NONE).raw("\n");
        for (List<String> row : rows) {
            html.open("tr", Style.NONE);
            for (int i = 0; i < row.size(); i++) {
                html.word("td", style(i, lastNumber), row.get(i));
            }
            html.close("tr").raw("\n");
        }
        html.close("tbody").close("table").close("div").raw("\n");
    }

    private static String style(int column, int lastNumber) {
        return column > 0 && column <= lastNumber
                ? Style.NUMBER_CELL
                : column == 0 ? Style.TEXT_CELL : Style.SENTENCE_CELL;
    }

    /** Trials side by side. */
    static Bundle of(TrialComparison comparison) {
        Html html = Style.begin(Style.PLAIN);
        List<String> titles = new ArrayList<>(List.of(""));
        comparison.trials().forEach(trial -> titles.add("trial " + trial.number()));
        boolean isOfTwo = comparison.trials().size() == 2;
        if (isOfTwo) {
            titles.add("difference");
        }
        List<List<String>> rows = new ArrayList<>();
        for (TrialComparison.Row row : comparison.differences()) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            cells.addAll(row.cells());
            if (isOfTwo) {
                cells.add(row.difference());
            }
            rows.add(cells);
        }
        table(html, titles, rows, titles.size());
        String same = comparison.same().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!same.isEmpty()) {
            html.line("div", Style.DIM, "the same in all: " + same);
        }
        if (!comparison.verdict().isEmpty()) {
            html.line("div", Style.NONE, comparison.verdict());
        }
        int[] numbers = comparison.trials().stream()
                .filter(trial -> !trial.reports().isEmpty())
                .mapToInt(TrialRecord::number)
                .toArray();
        if (numbers.length > 0) {
            picture(html, Plots.of(comparison.view()).intermediateValues(numbers));
        }
        return Bundle.of(html.close("div"), comparison.toString());
    }

    /** What a trial printed. */
    static Bundle of(TrialOutput output) {
        Html html = Style.begin(Style.PLAIN);
        if (output.isEmpty()) {
            html.line("div", Style.DIM, "Trial " + output.trial() + " has printed nothing.");
        }
        printed(html, output.out());
        if (!output.err().isEmpty()) {
            html.line("div", Style.HEADING, "Error stream");
            printed(html, output.err());
        }
        output.notes().forEach(note -> html.line("div", Style.DIM, "note: " + note));
        return Bundle.of(html.close("div"), output.toString());
    }

    /** A cell holds the end of a long output: a saved notebook keeps it for ever. */
    private static void printed(Html html, String text) {
        if (text.isEmpty()) {
            return;
        }
        List<String> lines = text.stripTrailing().lines().toList();
        int from = Math.max(0, lines.size() - MOST_PRINTED);
        if (from > 0) {
            html.line(
                    "div",
                    Style.DIM,
                    "The last " + MOST_PRINTED + " of " + lines.size() + " lines; all of it: logs(n).out()");
        }
        html.element("pre", Style.PRINTED, String.join("\n", lines.subList(from, lines.size())))
                .raw("\n");
    }
}
