package io.trialog.internal.protocol.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A score file: a number alone on a line is the objective, {@code name: number} or {@code name = number} a metric. */
final class ScoreFile {

    private static final int LONGEST = 1 << 20;
    private static final Pattern NAMED = Pattern.compile("\\s*(.+?)\\s*[:=]\\s*(\\S+)\\s*");

    private ScoreFile() {}

    /**
     * The metrics in the file. Later lines win.
     *
     * @throws IllegalArgumentException if the file is there but holds no number
     */
    static Map<String, Double> read(Path file, String metric) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        if (Files.size(file) > LONGEST) {
            throw new IllegalArgumentException("The score file " + file + " must not be larger than 1 MiB.");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        text.lines().forEach(line -> line(line, metric, values));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The score file " + file + " must hold a number or lines \"" + metric
                    + ": number\", but holds none.");
        }
        return values;
    }

    private static void line(String line, String metric, Map<String, Double> values) {
        Double alone = PrintedNumber.parse(line);
        if (alone != null) {
            values.put(metric, alone);
            return;
        }
        Matcher named = NAMED.matcher(line);
        Double value = named.matches() ? PrintedNumber.parse(named.group(2)) : null;
        if (value != null) {
            values.put(named.group(1), value);
        }
    }
}
