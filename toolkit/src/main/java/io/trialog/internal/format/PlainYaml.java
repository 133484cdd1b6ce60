package io.trialog.internal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds one text in a configuration of nested keys, an indented line each; for what must be read without a reader of all YAML. */
public final class PlainYaml {

    private static final Pattern LINE = Pattern.compile("( *)['\"]?([\\w.-]+)['\"]?:(?:\\s+(.*))?");

    private PlainYaml() {}

    /**
     * Returns a text.
     *
     * @param yaml the configuration
     * @param path the keys from the top, joined with dots
     * @return the text behind the last key, without quotes; {@code null} if it is not there, or no text of one line
     */
    public static @Nullable String text(String yaml, String path) {
        List<String> keys = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int indent = matcher.group(1).length();
            while (!indents.isEmpty() && indents.get(indents.size() - 1) >= indent) {
                indents.remove(indents.size() - 1);
                keys.remove(keys.size() - 1);
            }
            indents.add(indent);
            keys.add(matcher.group(2));
            if (String.join(".", keys).equals(path)) {
                return unquoted(matcher.group(3));
            }
        }
        return null;
    }

    private static @Nullable String unquoted(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 || text.indexOf('\\') >= 0 ? null : text.substring(1, end);
        }
        int comment = text.indexOf(" #");
        String plain = comment < 0 ? text : text.substring(0, comment).strip();
        boolean isOther = plain.isEmpty() || "{[|>&*!%@`".indexOf(plain.charAt(0)) >= 0;
        return isOther ? null : plain;
    }
}
