package io.trialog.internal.sampler;

import io.trialog.internal.format.Texts;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of an origin that name a trial around which a value was drawn, and the value that this trial has. */
public final class AroundTrial {

    private static final String HAS = ", which has ";
    private static final Pattern ROW = Pattern.compile(Pattern.quote(HAS) + "(\\d{1,9})$");

    private AroundTrial() {}

    /**
     * Names a trial and its value: {@code around trial 5, which has 0.01}.
     *
     * @param trial the number of the trial
     * @param value its value of the parameter
     */
    public static String text(int trial, @Nullable Object value) {
        return "around trial " + trial + HAS + Texts.value(value);
    }

    /**
     * Puts the value of a member in place of the number of a row with which {@link #text} ends; other words stay as they are.
     *
     * @param source words of an origin
     * @param values the value of the member by number of the row
     */
    static String ofRow(String source, IntFunction<@Nullable Object> values) {
        Matcher row = ROW.matcher(source);
        return row.find()
                ? source.substring(0, row.start()) + HAS + Texts.value(values.apply(Integer.parseInt(row.group(1))))
                : source;
    }
}
