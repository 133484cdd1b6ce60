package io.trialog.internal.transfer;

import io.trialog.internal.json.JsonText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a word of a command line, or a cell of a table, means. */
public final class WordValue {

    private WordValue() {}

    /**
     * Returns what a word means for a parameter: the choice that is written so, else a number, else the word itself.
     *
     * @param parameter the parameter, or {@code null} if it is not declared
     */
    public static @Nullable Object of(String word, @Nullable Parameter parameter) {
        Distribution distribution = parameter == null ? null : parameter.distribution();
        if (distribution instanceof CategoricalDistribution categorical) {
            for (Object choice : categorical.choices()) {
                if (String.valueOf(choice).equals(word) || isJson(choice, word)) {
                    return choice;
                }
            }
        }
        if (word.matches("[-+]?[0-9]{1,18}")) {
            long number = Long.parseLong(word);
            return isReal(distribution) ? (Object) (double) number : (Object) number;
        }
        Double number = number(word);
        if (number != null) {
            return number;
        }
        return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : word;
    }

    private static boolean isReal(@Nullable Distribution distribution) {
        return distribution instanceof FloatDistribution
                || distribution instanceof CategoricalDistribution categorical
                        && categorical.choices().stream().anyMatch(Double.class::isInstance);
    }

    /** Returns the number that a word is, or {@code null}. */
    public static @Nullable Double number(String word) {
        return word.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?") ? Double.valueOf(word) : null;
    }

    /** Whether a word is the JSON of a choice that is a list or a map, blanks aside. */
    private static boolean isJson(@Nullable Object choice, String word) {
        return (choice instanceof List || choice instanceof Map)
                && JsonText.strict(choice).replace(" ", "").equals(word.replace(" ", ""));
    }
}
