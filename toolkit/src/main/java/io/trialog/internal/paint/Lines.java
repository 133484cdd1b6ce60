package io.trialog.internal.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Breaks sentences into lines. */
final class Lines {

    private Lines() {}

    /** The words of a text on lines that fit; a word that fits nowhere stands on a line of its own. */
    static List<String> wrapped(String text, Predicate<String> fits) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && !fits.test(longer)) {
                lines.add(line.toString());
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
        }
        lines.add(line.toString());
        return lines;
    }
}
