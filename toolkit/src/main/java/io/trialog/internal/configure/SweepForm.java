package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.FormRow.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form, and what each key makes of it. Immutable; knows no terminal.
 *
 * @param title what is configured
 * @param rows the rows, the metric first
 * @param options the options of each group
 * @param cursor the row that the keys are about, among those that are shown
 * @param edited the text while it is edited, or {@code null}
 * @param message what a person should know now; may be empty
 * @param end how the form ended
 * @param preview whether the file is shown instead of the rows
 */
public record SweepForm(
        String title,
        List<FormRow> rows,
        Map<String, List<String>> options,
        int cursor,
        @Nullable String edited,
        String message,
        End end,
        boolean preview) {

    private static final int PAGE = 10;
    private static final int MOST_PAIRS = 9;

    /** How a form ended. */
    public enum End {
        /** It goes on. */
        OPEN,
        /** The file is to be written. */
        SAVED,
        /** Nothing is to be written. */
        CANCELLED
    }

    /** Copies the rows. */
    public SweepForm {
        rows = List.copyOf(rows);
    }

    /** Returns a form at its beginning. */
    static SweepForm of(String title, List<FormRow> rows, Map<String, List<String>> options) {
        return new SweepForm(title, rows, options, 0, null, "", End.OPEN, false);
    }

    /** Returns the rows that are shown: those of options that no trial has are not. */
    List<FormRow> shown() {
        return rows.stream().filter(this::isShown).toList();
    }

    private boolean isShown(FormRow row) {
        FormRow.When when = row.when();
        if (when == null) {
            return true;
        }
        for (FormRow group : rows) {
            if (group.kind() == Kind.GROUP && group.name().equals(when.group())) {
                return group.mode() == Mode.GRID
                        ? when.options().stream().anyMatch(option -> isAmong(option, group))
                        : when.options().contains(group.value());
            }
        }
        return false;
    }

    private static boolean isAmong(String option, FormRow group) {
        try {
            return group.values().contains(option);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the number of trials in words, or what is wrong with the rows. */
    String count() {
        try {
            return FormCount.of(shown());
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns the form after a key. */
    public SweepForm press(KeyPress press) {
        if (edited != null) {
            return editing(press, edited);
        } else if (preview) {
            return with(cursor, null, "", end, false);
        }
        return switch (press.key()) {
            case UP -> moved(-1);
            case DOWN -> moved(1);
            case PAGE_UP -> moved(-PAGE);
            case PAGE_DOWN -> moved(PAGE);
            case ENTER -> edit();
            case ESCAPE -> with(cursor, null, "", End.CANCELLED, false);
            case BACKSPACE -> this;
            case CHARACTER -> command(press.code());
        };
    }

    private SweepForm command(int character) {
        return switch (character) {
            case 'k' -> moved(-1);
            case 'j' -> moved(1);
            case ' ' -> cycled();
            case 'e' -> edit();
            case 'p' -> paired();
            case 'v' -> with(cursor, null, "", end, true);
            case 's' -> save();
            case 'q' -> with(cursor, null, "", End.CANCELLED, false);
            default -> this;
        };
    }

    private SweepForm moved(int by) {
        return with(Math.max(0, Math.min(shown().size() - 1, cursor + by)), null, "", end, false);
    }

    private FormRow row() {
        return shown().get(Math.min(cursor, shown().size() - 1));
    }

    private SweepForm cycled() {
        FormRow row = row();
        if (row.kind() == Kind.METRIC) {
            return edit();
        } else if (!row.mayVary()) {
            return with(cursor, null, "'" + row.name() + "' follows from " + row.value() + ".", end, false);
        }
        FormRow next = switch (row.mode()) {
            case OFF -> row.with(Mode.GRID, Suggestions.grid(row, options.getOrDefault(row.name(), List.of())));
            case GRID ->
                row.isNumber() && row.pair() == 0
                        ? row.with(Mode.RANGE, Suggestions.range(row))
                        : row.with(Mode.OFF, "");
            case RANGE -> row.with(Mode.OFF, "");
        };
        return replaced(next);
    }

    private SweepForm edit() {
        FormRow row = row();
        if (!row.mayVary() && row.kind() != Kind.METRIC) {
            return with(cursor, null, "'" + row.name() + "' follows from " + row.value() + ".", end, false);
        }
        boolean isNew = row.mode() == Mode.OFF && row.kind() != Kind.METRIC;
        SweepForm form = isNew ? cycled() : this;
        return form.with(cursor, form.row().text(), "", end, false);
    }

    private SweepForm editing(KeyPress press, String text) {
        return switch (press.key()) {
            case ENTER -> entered(text);
            case ESCAPE -> with(cursor, null, "", end, false);
            case BACKSPACE ->
                with(
                        cursor,
                        text.substring(0, text.offsetByCodePoints(text.length(), text.isEmpty() ? 0 : -1)),
                        "",
                        end,
                        false);
            case CHARACTER -> with(cursor, text + Character.toString(press.code()), "", end, false);
            default -> this;
        };
    }

    private SweepForm entered(String text) {
        FormRow row = row();
        FormRow next = row.with(row.mode(), text.strip());
        try {
            return replaced(checked(next));
        } catch (IllegalArgumentException e) {
            return with(cursor, text, String.valueOf(e.getMessage()), end, false);
        }
    }

    /**
     * Returns a row whose text is right.
     *
     * @throws IllegalArgumentException if it is not
     */
    FormRow checked(FormRow row) {
        if (row.mode() == Mode.RANGE) {
            row.range();
        } else if (row.mode() == Mode.GRID) {
            List<String> known = options.getOrDefault(row.name(), List.of());
            for (Object value : row.values()) {
                if (row.kind() == Kind.GROUP && !known.contains(String.valueOf(value))) {
                    throw new IllegalArgumentException(
                            "'" + row.name() + "' must have options among " + known + ", but has '" + value + "'.");
                }
            }
        }
        return row;
    }

    /** The next pair of rows; after the last one, none. */
    private SweepForm paired() {
        FormRow row = row();
        if (row.mode() != Mode.GRID || row.when() != null) {
            return with(cursor, null, "Only rows with values that are always there can be paired.", end, false);
        }
        int used = rows.stream().mapToInt(FormRow::pair).max().orElse(0);
        int next = row.pair() > used || row.pair() >= MOST_PAIRS ? 0 : row.pair() + 1;
        boolean isAlone = next > used && row.pair() == used && used > 0 && isOnlyOne(used);
        return replaced(row.paired(isAlone ? 0 : next));
    }

    private boolean isOnlyOne(int pair) {
        return rows.stream().filter(row -> row.pair() == pair).count() == 1;
    }

    private SweepForm save() {
        try {
            SweepDraft.of(this).text();
            return with(cursor, null, "", End.SAVED, false);
        } catch (IllegalArgumentException e) {
            return with(cursor, null, String.valueOf(e.getMessage()), end, false);
        }
    }

    private SweepForm replaced(FormRow row) {
        List<FormRow> changed = new ArrayList<>(rows);
        changed.replaceAll(old -> old.name().equals(row.name()) && old.kind() == row.kind() ? row : old);
        return new SweepForm(title, changed, options, cursor, null, "", end, false);
    }

    /** Returns the form with a row that varies, as if it had been typed; a name that it does not have changes nothing. */
    SweepForm set(String name, Mode mode, String text) {
        SweepForm form = this;
        for (FormRow row : rows) {
            if (row.name().equals(name) && (row.mayVary() || row.kind() == Kind.METRIC)) {
                form = form.replaced(row.with(mode, text));
            }
        }
        return form;
    }

    private SweepForm with(
            int newCursor, @Nullable String newEdited, String newMessage, End newEnd, boolean isPreview) {
        return new SweepForm(title, rows, options, newCursor, newEdited, newMessage, newEnd, isPreview);
    }
}
