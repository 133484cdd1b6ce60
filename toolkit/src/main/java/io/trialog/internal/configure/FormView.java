package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.FormRow.Mode;
import java.util.ArrayList;
import java.util.List;

/** The form as lines of text, whatever shows them. */
public final class FormView {

    private static final int FRAME = 6;
    private static final int NARROWEST = 20;
    private static final String KEYS = "space: off/values/range  enter: edit  p: pair  v: preview  s: save  q: cancel";

    private final boolean ascii;

    /** @param ascii whether the terminal knows no other characters */
    public FormView(boolean ascii) {
        this.ascii = ascii;
    }

    /**
     * Returns the lines of a screen.
     *
     * @param width how many columns the screen has
     * @param height how many lines it has
     */
    public List<String> lines(SweepForm form, int width, int height) {
        int columns = Math.max(NARROWEST, width - 1);
        List<String> lines = new ArrayList<>();
        lines.add(cut(form.title(), columns));
        lines.add((ascii ? "-" : "─").repeat(columns));
        lines.addAll(form.preview() ? preview(form, columns, height - FRAME) : rows(form, columns, height - FRAME));
        while (lines.size() < height - FRAME + 2) {
            lines.add("");
        }
        lines.add((ascii ? "-" : "─").repeat(columns));
        lines.add(cut(plain(form.count()), columns));
        lines.add(cut(form.edited() == null ? form.message() : editing(form), columns));
        lines.add(cut(
                form.preview() ? "any key: back" : form.edited() == null ? KEYS : "enter: take  esc: leave", columns));
        return lines;
    }

    private String editing(SweepForm form) {
        return (form.message().isEmpty() ? "" : form.message() + " ") + "> " + form.edited() + "_";
    }

    private static List<String> preview(SweepForm form, int columns, int height) {
        List<String> lines = new ArrayList<>();
        String text;
        try {
            text = SweepDraft.of(form).text();
        } catch (IllegalArgumentException e) {
            text = String.valueOf(e.getMessage());
        }
        text.lines().limit(Math.max(1, height)).forEach(line -> lines.add(cut(line, columns)));
        return lines;
    }

    private List<String> rows(SweepForm form, int columns, int height) {
        List<FormRow> rows = form.shown();
        int page = Math.max(1, height);
        int first = Math.max(0, Math.min(form.cursor() - page / 2, rows.size() - page));
        int names = rows.stream().mapToInt(row -> Width.of(row.name())).max().orElse(1);
        int values = rows.stream().mapToInt(row -> Width.of(row.value())).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int i = first; i < Math.min(rows.size(), first + page); i++) {
            String cursor = i == form.cursor() ? "> " : "  ";
            lines.add(cut(
                    cursor + line(rows.get(i), Math.min(names, columns / 3), Math.min(values, columns / 5)), columns));
        }
        return lines;
    }

    private String line(FormRow row, int names, int values) {
        if (row.kind() == Kind.METRIC) {
            return Width.padded(row.name(), names) + "  "
                    + (row.text().isEmpty() ? "(its name, and minimize or maximize)" : row.text());
        }
        String mark = switch (row.mode()) {
            case OFF -> "   ";
            case GRID -> row.pair() > 0 ? "[" + row.pair() + "]" : "[x]";
            case RANGE -> "[~]";
        };
        String what = row.mode() == Mode.OFF ? remark(row) : row.text();
        return Width.padded(row.name(), names) + "  " + Width.padded(row.value(), values) + "  " + mark + " " + what;
    }

    private static String remark(FormRow row) {
        return switch (row.kind()) {
            case REQUIRED -> "(must be set)";
            case DERIVED -> "(follows)";
            case GROUP -> "(a group)";
            default -> "";
        };
    }

    private String plain(String text) {
        return ascii ? text.replace('×', 'x') : text;
    }

    private static String cut(String text, int columns) {
        return Width.cut(text, columns);
    }
}
