package io.trialog.internal.configure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range as it is typed: {@code 0.001 .. 0.1 log}. */
final class FormRange {

    private static final String NUMBER = "([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";
    private static final Pattern RANGE =
            Pattern.compile("\\s*" + NUMBER + "\\s*(?:\\.\\.|to)\\s*" + NUMBER + "\\s*(log)?\\s*");

    private FormRange() {}

    /**
     * The range in the words of a study file.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Map<String, Object> of(String name, String text, boolean isInteger) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' must have a range such as 0.001 .. 0.1 log, but has '" + text + "'.");
        }
        double low = Double.parseDouble(matcher.group(1));
        double high = Double.parseDouble(matcher.group(2));
        boolean isLog = matcher.group(3) != null;
        if (low >= high || isLog && low <= 0) {
            throw new IllegalArgumentException("'" + name + "' must have a range whose low end is below the high one"
                    + (isLog ? ", and above 0 if it is logarithmic" : "") + ", but has '" + text + "'.");
        }
        Map<String, Object> range = new LinkedHashMap<>();
        if (isLog) {
            range.put("distribution", "log_uniform_values");
        }
        boolean isWhole = isInteger && !isLog && low == Math.rint(low) && high == Math.rint(high);
        range.put("min", isWhole ? (Object) (long) low : (Object) low);
        range.put("max", isWhole ? (Object) (long) high : (Object) high);
        return range;
    }
}
