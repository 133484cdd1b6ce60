package io.trialog.notebook;

import io.trialog.Trial;
import io.trialog.TrialTable;
import io.trialog.internal.text.TrialGrid;
import io.trialog.status.JobAccount;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trials as HTML tables. */
final class TableHtml {

    private static final int MOST_ROWS = 100;
    private static final int MOST_COLUMNS = 40;
    private static final int LONGEST = 200;

    /** A text of at most so many characters stands in one line. */
    private static final int SHORT = 24;

    /** A table of more columns is wider than a sheet of paper. */
    private static final int WIDE = 14;

    private static final String ALL = "all of it: trials().list(), or exportCsv(path).";

    private TableHtml() {}

    /** A table with a row per trial; a long one is cut, with a note. */
    static Bundle of(TrialTable table) {
        List<TrialRecord> shown =
                table.list().subList(0, Math.min(MOST_ROWS, table.list().size()));
        Html html = Style.begin(Style.PLAIN);
        if (shown.isEmpty()) {
            return Bundle.of(html.line("div", Style.DIM, "no trials").close("div"), table.toString());
        }
        Set<Integer> best = table.best();
        TrialGrid grid = TrialGrid.of(shown, table.objectives(), best, MOST_COLUMNS);
        html.open("div", Style.SCROLL).open("table", Style.TABLE).raw("\n");
        header(html, grid);
        html.open("tbody", Style.NONE).raw("\n");
        for (int row = 0; row < grid.rows(); row++) {
            row(html, grid, row, best.contains(shown.get(row).number()));
        }
        html.close("tbody").close("table").close("div").raw("\n");
        notes(html, table.size(), grid);
        return Bundle.of(html.close("div"), table.toString());
    }

    private static void header(Html html, TrialGrid grid) {
        html.open("thead", Style.NONE).open("tr", Style.NONE);
        grid.columns().forEach(column -> html.word("th", Style.head(style(column)), shortened(column.title())));
        html.close("tr").close("thead").raw("\n");
    }

    private static void row(Html html, TrialGrid grid, int row, boolean isBest) {
        html.open("tr", isBest ? "font-weight:bold" : Style.NONE);
        for (TrialGrid.Column column : grid.columns()) {
            html.word("td", style(column), shortened(column.cells().get(row)));
        }
        html.close("tr").raw("\n");
    }

    private static String style(TrialGrid.Column column) {
        boolean isLong = column.cells().stream().anyMatch(cell -> cell.length() > SHORT);
        return column.isNumeric() ? Style.NUMBER_CELL : isLong ? Style.WIDE_CELL : Style.TEXT_CELL;
    }

    private static void notes(Html html, int trials, TrialGrid grid) {
        if (!grid.constants().isEmpty()) {
            html.line("div", Style.DIM, grid.constantsText());
        }
        if (trials > MOST_ROWS) {
            html.line("div", Style.DIM, "The first " + MOST_ROWS + " of " + trials + " trials; " + ALL);
        }
        if (grid.leftOut() > 0) {
            html.line(
                    "div", Style.DIM, "The first " + MOST_COLUMNS + " of " + grid.parameters() + " parameters; " + ALL);
        } else if (grid.columns().size() > WIDE) {
            html.line("div", Style.DIM, "On paper the right columns may be missing; " + ALL);
        }
        boolean cut = grid.columns().stream()
                .flatMap(column -> column.cells().stream())
                .anyMatch(cell -> cell.length() > LONGEST);
        if (cut) {
            html.line("div", Style.DIM, "A text that ends with … is cut; " + ALL);
        }
    }

    /** One trial: a name and a value per row. */
    static Bundle of(TrialRecord trial) {
        return rows(TrialText.rows(trial), trial.toString());
    }

    /** A trial that an objective, or a user, holds in hand. */
    static Bundle of(Trial trial) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("trial", Integer.toString(trial.number()));
        trial.params().forEach((name, value) -> rows.put(name, String.valueOf(value)));
        return rows(rows, trial.toString());
    }

    /** What jobs on a cluster waited and worked for. */
    static Bundle of(JobAccount account) {
        return account.rows().isEmpty()
                ? Bundle.of(Style.begin(Style.DIM).text(account).close("div"), account.toString())
                : rows(account.rows(), account.toString());
    }

    private static Bundle rows(Map<String, String> rows, String text) {
        Html html = Style.begin(Style.PLAIN).open("table", Style.TABLE).open("tbody", Style.NONE);
        html.raw("\n");
        rows.forEach((name, value) -> html.open("tr", Style.NONE)
                .word("th", Style.TEXT_CELL, name)
                .element("td", Style.LONG_CELL, value)
                .close("tr")
                .raw("\n"));
        return Bundle.of(html.close("tbody").close("table").close("div"), text);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
