package io.trialog.internal.config;

import io.trialog.internal.json.JsonText;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells a sweep from another one in the same file: the first digits of the SHA-256 of its parameters, pairs, fixed values and
 * command. The path of the interpreter is left out, since machines differ in it.
 */
public final class SweepId {

    private static final int LENGTH = 6;

    private SweepId() {}

    /**
     * Returns the digits, hexadecimal.
     *
     * @param space the parameters
     * @param sampler the settings of the sampler, which may fix values
     * @param objective what is run
     */
    static String of(
            SearchSpace space, Map<String, @Nullable Object> sampler, Map<String, @Nullable Object> objective) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        List<@Nullable Object> grid = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", parameter.name());
            one.put("values", StudyFileWriter.describe(parameter.distribution()));
            one.put("when", parameter.when() == null ? null : parameter.when().parents());
            grid.add(one);
        }
        content.put("grid", grid);
        content.put("paired", StudyFileWriter.paired(space));
        content.put("fixed", FixedValues.of(sampler));
        content.put("command", command(objective.get("command")));
        return digits(JsonText.strict(content));
    }

    /** Returns whether a study has the name that a sweep gets from a file without a name, such as {@code sweep-1a2b3c}. */
    public static boolean isOf(String stem, String study) {
        return study.matches(Pattern.quote(stem) + "-[0-9a-f]{" + LENGTH + "}");
    }

    private static List<String> command(@Nullable Object command) {
        List<String> words = new ArrayList<>();
        if (command instanceof List<?> list) {
            list.forEach(word -> words.add(String.valueOf(word)));
        }
        boolean isInterpreter = !words.isEmpty() && words.get(0).matches("(?:.*/)?python[0-9.]*");
        return isInterpreter ? words.subList(1, words.size()) : words;
    }

    private static String digits(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
