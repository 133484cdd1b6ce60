package io.trialog.internal.engine;

import io.trialog.internal.format.Columns;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.List;

/** The story of a trial as plain text. */
final class StoryText {

    private static final int TAIL = 10;

    private StoryText() {}

    /** Of a longer list of reports, the last ones are told. */
    static String of(TrialStory story, int most) {
        List<String> parts = new ArrayList<>();
        parts.add(story.headline());
        story.sentences().forEach(sentence -> parts.add("  " + sentence));
        parts.add(parameters(story));
        if (!story.further().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            story.further().forEach((name, value) -> rows.add(List.of("  " + name, value)));
            parts.add(Columns.aligned(rows));
        }
        parts.add(reports(story, most));
        parts.add(attempts(story));
        tail(parts, "the end of its output:", story.output().tail(TAIL));
        tail(parts, "the end of its error stream:", story.output().errTail(TAIL));
        parts.removeIf(String::isEmpty);
        return String.join("\n", parts);
    }

    private static void tail(List<String> parts, String title, String text) {
        if (!text.isBlank()) {
            parts.add(title);
            parts.add(text.indent(2).stripTrailing());
        }
    }

    private static String parameters(TrialStory story) {
        if (story.parameters().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        String other = story.best() == null || story.isBest()
                ? ""
                : "trial " + story.best().number();
        rows.add(List.of("  parameter", "value", other, other.isEmpty() ? "" : "difference", "where from"));
        story.parameters()
                .forEach(line -> rows.add(
                        List.of("  " + line.name(), line.value(), line.best(), line.difference(), line.origin())));
        return Columns.aligned(rows);
    }

    private static String reports(TrialStory story, int most) {
        List<ReportReason> all = story.verdicts();
        if (all.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (ReportReason report : all.subList(Math.max(0, all.size() - most), all.size())) {
            rows.add(List.of("  step " + report.step(), NumberText.of(report.value()), report.verdict()));
        }
        String left = all.size() > most ? "  the last " + most + " of " + all.size() + " reports:\n" : "";
        return left + Columns.aligned(rows);
    }

    private static String attempts(TrialStory story) {
        List<TrialStory.AttemptLine> all = story.attempts();
        if (all.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  attempt", "state", "job", "waited", "ran", ""));
        all.forEach(line -> {
            List<String> cells = new ArrayList<>(line.cells());
            cells.set(0, "  " + cells.get(0));
            rows.add(cells);
        });
        return Columns.aligned(rows);
    }
}
