package io.trialog;

import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trials in a row, printed as a table. Immutable. */
public final class TrialTable implements Iterable<TrialRecord> {

    private static final int SHOWN = 60;
    private static final int WIDEST_CELL = 28;

    private final List<TrialRecord> trials;
    private final List<String> objectives;

    /**
     * A table of these trials, in their order.
     *
     * @param metrics the names of the study's objectives; of several, each has a column
     */
    public TrialTable(List<TrialRecord> trials, List<String> metrics) {
        this.trials = List.copyOf(trials);
        this.objectives = metrics.size() == 1 ? List.of("value") : List.copyOf(metrics);
    }

    /** The trials as a list. */
    public List<TrialRecord> list() {
        return trials;
    }

    /** The titles of the values: {@code value}, or the names of several objectives. */
    public List<String> objectives() {
        return objectives;
    }

    public Stream<TrialRecord> stream() {
        return trials.stream();
    }

    public int size() {
        return trials.size();
    }

    @Override
    public Iterator<TrialRecord> iterator() {
        return trials.iterator();
    }

    /** A text table; at most 60 rows, then a note. */
    @Override
    public String toString() {
        if (trials.isEmpty()) {
            return "no trials";
        }
        List<List<String>> rows = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(trial -> names.addAll(trial.shape().names()));
        rows.add(header(names));
        trials.stream().limit(SHOWN).forEach(trial -> rows.add(row(trial, names)));
        String more = trials.size() > SHOWN ? "\n... and " + (trials.size() - SHOWN) + " more" : "";
        return aligned(rows) + more;
    }

    private List<String> header(Set<String> names) {
        List<String> header = new ArrayList<>(List.of("trial", "state"));
        header.addAll(objectives);
        header.addAll(names);
        return header;
    }

    private List<String> row(TrialRecord trial, Set<String> names) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(trial.number()));
        row.add(trial.state().name());
        for (int i = 0; i < objectives.size(); i++) {
            row.add(i < trial.values().size() ? number(trial.values().get(i)) : "");
        }
        Map<String, @Nullable Object> params = trial.params();
        for (String name : names) {
            row.add(params.containsKey(name) ? cell(params.get(name)) : "");
        }
        return row;
    }

    private static String cell(@Nullable Object value) {
        String text = value instanceof Double d ? number(d) : String.valueOf(value);
        String line = text.replace('\n', ' ');
        return line.length() > WIDEST_CELL ? line.substring(0, WIDEST_CELL - 1) + "…" : line;
    }

    /** Six significant digits, as a person reads them. */
    public static String number(double value) {
        return NumberText.of(value);
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
