package io.trialog.internal.transfer;

import io.trialog.exception.RefusedException;
import io.trialog.internal.file.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of comma-separated values (RFC 4180, UTF-8) with a header.
 *
 * @param columns the names in the header
 * @param rows the rows
 */
record CsvTable(List<String> columns, List<Row> rows) {

    private static final long MAX_BYTES = 256L << 20;

    /**
     * A row.
     *
     * @param line the line of the file in which it begins, from 1
     * @param cells its cells that are not empty, by column
     */
    record Row(int line, Map<String, String> cells) {}

    /** @throws RefusedException if it can't be read, or is no such table */
    static CsvTable read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new RefusedException("A table must not be larger than 256 MiB, but " + file + " has "
                        + Files.size(file) + " bytes.");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new RefusedException("The table " + file + " can't be read: " + FileProblem.words(e));
        }
    }

    private static CsvTable parse(String text, Path file) {
        Splitter splitter = new Splitter(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<Fields> records = splitter.records();
        if (splitter.quoted) {
            throw new RefusedException(
                    file + ", line " + splitter.start + ": A quote must be closed, but the row has one"
                            + " that is not.\nMaybe \"\" for a quote inside quotes.");
        }
        if (records.isEmpty()) {
            throw new RefusedException("A table must have a header, but " + file + " is empty.");
        }
        List<String> columns = header(records.get(0).fields(), file);
        List<Row> rows = new ArrayList<>();
        for (Fields record : records.subList(1, records.size())) {
            if (record.fields().size() != columns.size()) {
                throw new RefusedException(file + ", line " + record.line() + ": The row must have " + columns.size()
                        + " cells, as the header has, but has "
                        + record.fields().size() + ".");
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!record.fields().get(i).isEmpty()) {
                    cells.put(columns.get(i), record.fields().get(i));
                }
            }
            rows.add(new Row(record.line(), cells));
        }
        return new CsvTable(columns, rows);
    }

    private static List<String> header(List<String> columns, Path file) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw new RefusedException(
                        "A table must have each column once, but " + file + " has '" + column + "' twice.");
            }
        }
        if (columns.size() == 1 && columns.get(0).matches(".*[;\t].*")) {
            throw new RefusedException("A table must have commas between its columns, but the header of " + file
                    + " is '" + columns.get(0) + "'.\nMaybe save it as CSV with commas, and numbers with a point.");
        }
        return columns;
    }

    private record Fields(int line, List<String> fields) {}

    /** Splits a text into records and fields; line ends may stand inside quotes. */
    private static final class Splitter {

        private final String text;
        private final List<Fields> records = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private List<String> fields = new ArrayList<>();
        private int line = 1;
        private int start = 1;
        private boolean quoted;

        Splitter(String text) {
            this.text = text;
        }

        List<Fields> records() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    endField();
                } else if (c == '\n' && !quoted) {
                    endRecord();
                } else {
                    field.append(c);
                }
                line += c == '\n' ? 1 : 0;
                start = c == '\n' && fields.isEmpty() && field.isEmpty() ? line : start;
            }
            endRecord();
            return records;
        }

        private void endField() {
            fields.add(field.toString().strip());
            field.setLength(0);
        }

        private void endRecord() {
            endField();
            if (fields.size() > 1 || !fields.get(0).isEmpty()) {
                records.add(new Fields(start, fields));
            }
            fields = new ArrayList<>();
        }
    }
}
