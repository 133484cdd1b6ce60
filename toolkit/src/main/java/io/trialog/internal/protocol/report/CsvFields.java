package io.trialog.internal.protocol.report;

import java.util.ArrayList;
import java.util.List;

/** Splits lines of CSV files. */
final class CsvFields {

    private CsvFields() {}

    /** The fields of a line by RFC 4180, but for line ends inside quotes. */
    static List<String> of(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
