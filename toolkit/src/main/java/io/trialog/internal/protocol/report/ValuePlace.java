package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.TrialDirectories;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value of a trial stands in what its program left. */
public final class ValuePlace {

    private static final int LONGEST = 200;

    private ValuePlace() {}

    /**
     * Says where a value was found, for people: {@code line 12 of its output: val_auc: 0.83}.
     *
     * @param attempt the directory of the attempt
     * @param rules what was looked for
     * @param value the value
     */
    public static String of(Path attempt, OutputRules rules, double value) throws IOException {
        Path report = TrialDirectories.report(attempt, 0);
        if (Files.exists(report) && Files.size(report) > 0) {
            return "the report file, which a client of Trialog writes";
        }
        String printed = in(TrialDirectories.output(attempt), "its output", rules, value);
        String error = printed == null ? in(TrialDirectories.errors(attempt), "its error stream", rules, value) : null;
        if (printed != null || error != null) {
            return String.valueOf(printed == null ? error : printed);
        }
        return "a file of results that the program wrote";
    }

    /** The last line that holds the value. */
    private static @Nullable String in(Path file, String name, OutputRules rules, double value) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        PrintedLine printed = new PrintedLine(rules);
        String found = null;
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                PrintedLine.Found values = printed.find(text);
                if (values != null && values(values).contains(value)) {
                    String plain = PrintedLine.plain(text).strip();
                    found = "line " + number + " of " + name + ": "
                            + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain);
                }
            }
        }
        return found;
    }

    private static List<Double> values(PrintedLine.Found found) {
        List<Double> values = new ArrayList<>(found.metrics().values());
        if (found.marker() != null) {
            values.add(found.marker());
        }
        if (found.best() != null) {
            values.add(found.best());
        }
        if (found.custom() != null) {
            values.add(found.custom().value());
        }
        return values;
    }
}
