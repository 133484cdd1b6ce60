package io.trialog;

import io.trialog.internal.text.TrialGrid;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trials in a row, printed as a table: a column per parameter that differs between them, the best trial marked. Immutable and
 * safe for use by several threads.
 */
public final class TrialTable implements Iterable<TrialRecord> {

    private static final int SHOWN = 60;
    private static final int WIDEST_CELL = 28;

    /** An error, which stands at the end of its line, may be longer. */
    private static final int WIDEST_ERROR = 100;

    private final StudyView view;
    private final List<TrialRecord> trials;

    private TrialTable(StudyView view, List<TrialRecord> trials) {
        this.view = view;
        this.trials = List.copyOf(trials);
    }

    /**
     * Returns a table of trials of a study, in their order.
     *
     * @param view the study
     * @param trials some of its trials
     * @return a table of trials of a study, in their order
     */
    public static TrialTable of(StudyView view, List<TrialRecord> trials) {
        return new TrialTable(view, trials);
    }

    /** {@return the trials as a list} */
    public List<TrialRecord> list() {
        return trials;
    }

    /** {@return the titles of the values: {@code value}, or the names of several objectives} */
    public List<String> objectives() {
        List<String> metrics = view.settings().metrics();
        return metrics.size() == 1 ? List.of("value") : metrics;
    }

    /** {@return the numbers of the best trials of the study: one, or those of the Pareto front} */
    public Set<Integer> best() {
        TrialRecord best = view.settings().metrics().size() == 1 ? view.best() : null;
        return best != null
                ? Set.of(best.number())
                : view.bestTrials().stream().map(TrialRecord::number).collect(Collectors.toSet());
    }

    /**
     * Returns the best of these trials, the best first: COMPLETE, feasible and not void. With several objectives,
     * those of the
     * Pareto front by their first value.
     *
     * @param n how many at most
     * @return the best of these trials, the best first: COMPLETE, feasible and not void
     */
    public TrialTable top(int n) {
        Direction direction = view.settings().direction();
        Set<Integer> front = view.settings().metrics().size() == 1 ? Set.of() : best();
        return of(
                view,
                trials.stream()
                        .filter(trial -> trial.state() == TrialState.COMPLETE
                                && trial.isFeasible()
                                && !view.isVoided(trial.number())
                                && (front.isEmpty() || front.contains(trial.number())))
                        .sorted(Comparator.comparingDouble((TrialRecord trial) -> direction.sign() * trial.value())
                                .thenComparingInt(TrialRecord::number))
                        .limit(n)
                        .toList());
    }

    /** {@return the trials that ended with a value} */
    public TrialTable complete() {
        return where(trial -> trial.state() == TrialState.COMPLETE);
    }

    /** {@return the trials that the pruner stopped} */
    public TrialTable pruned() {
        return where(trial -> trial.state() == TrialState.PRUNED);
    }

    /** {@return the trials that run} */
    public TrialTable running() {
        return where(trial -> trial.state() == TrialState.RUNNING);
    }

    /** {@return the trials that wait to be started} */
    public TrialTable waiting() {
        return where(trial -> trial.state() == TrialState.WAITING);
    }

    /** {@return those of these trials that failed, with their errors} */
    public TrialTable failed() {
        return where(trial -> trial.state() == TrialState.FAIL);
    }

    /**
     * Returns those of these trials that meet a condition, for example {@code where(trial -> trial.value() > 0.9)}.
     *
     * @param condition is asked once per trial
     * @return those of these trials that meet a condition, for example {@code where(trial -> trial.value() > 0.9)}
     */
    public TrialTable where(Predicate<TrialRecord> condition) {
        return of(view, trials.stream().filter(condition).toList());
    }

    /** {@return the trials, in their order} */
    public Stream<TrialRecord> stream() {
        return trials.stream();
    }

    /** {@return how many trials there are} */
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
        TrialGrid grid = TrialGrid.of(
                trials.subList(0, Math.min(SHOWN, trials.size())), objectives(), best(), Integer.MAX_VALUE);
        String constants = grid.constantsText();
        boolean cut = grid.columns().stream()
                .anyMatch(column -> column.cells().stream().anyMatch(text -> text.length() > widest(column)));
        return aligned(grid)
                + (constants.isEmpty() ? "" : "\n" + constants)
                + (cut ? "\nA text that ends with … is cut; list() has all of it." : "")
                + (trials.size() > SHOWN ? "\n... and " + (trials.size() - SHOWN) + " more" : "");
    }

    private static String aligned(TrialGrid grid) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int row = -1; row < grid.rows(); row++) {
            lines.add(new StringBuilder());
        }
        for (TrialGrid.Column column : grid.columns()) {
            int width = lines.stream().mapToInt(StringBuilder::length).max().orElse(0);
            for (int row = -1; row < grid.rows(); row++) {
                StringBuilder line = lines.get(row + 1);
                line.append(" ".repeat(width - line.length() + (width == 0 ? 0 : 2)));
                line.append(cut(row < 0 ? column.title() : column.cells().get(row), widest(column)));
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).collect(Collectors.joining("\n"));
    }

    private static int widest(TrialGrid.Column column) {
        return column.title().equals("error") ? WIDEST_ERROR : WIDEST_CELL;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
