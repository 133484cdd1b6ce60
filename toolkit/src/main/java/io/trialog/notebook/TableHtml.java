package io.trialog.notebook;

import io.trialog.Trial;
import io.trialog.TrialTable;
import io.trialog.internal.format.Texts;
import io.trialog.status.JobAccount;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trials as HTML tables. */
final class TableHtml {

    private static final int MOST_ROWS = 100;
    private static final int MOST_COLUMNS = 40;
    private static final int LONGEST = 200;

    private TableHtml() {}

    /** A table with a row per trial; a long one is cut, with a note. */
    static Bundle of(TrialTable table) {
        List<TrialRecord> shown =
                table.list().subList(0, Math.min(MOST_ROWS, table.list().size()));
        Set<String> names = new LinkedHashSet<>();
        shown.forEach(trial -> names.addAll(trial.shape().names()));
        List<String> columns = names.stream().limit(MOST_COLUMNS).toList();
        Html html = Style.begin().open("div", "trialog-scroll").open("table", "");
        header(html, table.objectives(), columns, shown);
        html.open("tbody", "");
        shown.forEach(trial -> row(html, trial, table.objectives().size(), columns));
        html.close("tbody").close("table").close("div");
        note(html, table.size(), names.size());
        return Bundle.of(html.close("div"), table.toString());
    }

    private static void header(Html html, List<String> objectives, List<String> columns, List<TrialRecord> trials) {
        html.open("thead", "").open("tr", "").element("th", "trialog-n", "trial");
        html.element("th", "", "state");
        objectives.forEach(name -> html.element("th", "trialog-n", shortened(name)));
        for (String name : columns) {
            boolean numbers = trials.stream().anyMatch(trial -> trial.params().get(name) instanceof Number);
            html.element("th", numbers ? "trialog-n" : "", shortened(name));
        }
        html.close("tr").close("thead");
    }

    private static void row(Html html, TrialRecord trial, int objectives, List<String> columns) {
        html.open("tr", "").element("td", "trialog-n", trial.number());
        html.open("td", "");
        html.open("span", "trialog-key trialog-" + stateClass(trial)).close("span");
        html.text(trial.state()).close("td");
        for (int i = 0; i < objectives; i++) {
            boolean told = i < trial.values().size();
            html.element("td", "trialog-n", told ? NumberText.of(trial.values().get(i)) : "");
        }
        Map<String, @Nullable Object> params = trial.params();
        for (String name : columns) {
            Object value = params.get(name);
            String text = params.containsKey(name) ? shortened(Texts.value(value)) : "";
            html.element("td", value instanceof Number ? "trialog-n" : "", text);
        }
        html.close("tr");
    }

    /** The class that colors a state. */
    private static String stateClass(TrialRecord trial) {
        return switch (trial.state()) {
            case COMPLETE -> "complete";
            case PRUNED -> "pruned";
            case FAIL -> "failed";
            case RUNNING -> "running";
            case WAITING -> "waiting";
        };
    }

    private static void note(Html html, int trials, int columns) {
        if (trials == 0) {
            html.element("div", "trialog-dim", "no trials");
        }
        if (trials > MOST_ROWS) {
            html.element(
                    "div",
                    "trialog-dim",
                    "The first " + MOST_ROWS + " of " + trials
                            + " trials; all of them: trials().list(), or exportCsv(path).");
        }
        if (columns > MOST_COLUMNS) {
            html.element("div", "trialog-dim", "The first " + MOST_COLUMNS + " of " + columns + " parameters.");
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
                ? Bundle.of(Style.begin().element("div", "trialog-dim", account).close("div"), account.toString())
                : rows(account.rows(), account.toString());
    }

    private static Bundle rows(Map<String, String> rows, String text) {
        Html html = Style.begin().open("table", "trialog-rows").open("tbody", "");
        rows.forEach((name, value) -> html.open("tr", "")
                .element("th", "", name)
                .element("td", "", value)
                .close("tr"));
        return Bundle.of(html.close("tbody").close("table").close("div"), text);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
