package io.trialog.internal.protocol.command;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values in the grammar of Hydra's overrides (hydra-core 1.3), so that Hydra and OmegaConf give back exactly the value.
 * The only text that can't be passed is {@code ???}, which means <em>missing</em> to OmegaConf.
 */
final class HydraText {

    private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern KEYWORD = Pattern.compile("(?i)null|true|false|inf|nan");
    private static final Pattern INTERPOLATION = Pattern.compile("(\\\\*)\\$\\{");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\()\\[\\]{}:=, \t]");
    private static final Pattern QUOTE_OR_END = Pattern.compile("(\\\\+)(?='|\\z)");

    private HydraText() {}

    /** The value as it stands behind {@code name=}. */
    static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(HydraText::value).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> key(String.valueOf(entry.getKey())) + ":" + value(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return ArgumentText.plain(value);
    }

    /** Keys know no quotes; what has a meaning in the grammar has a backslash before it. */
    private static String key(String key) {
        return SPECIAL.matcher(key).replaceAll("\\\\$0");
    }

    private static String text(String text) {
        if (BARE.matcher(text).matches() && !KEYWORD.matcher(text).matches()) {
            return text;
        }
        // an interpolation would be resolved even inside quotes: k backslashes before it become 2k + 1
        String escaped = INTERPOLATION
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(2) + "\\${"));
        String doubled = QUOTE_OR_END
                .matcher(escaped)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(2)));
        return "'" + doubled.replace("'", "\\'") + "'";
    }
}
