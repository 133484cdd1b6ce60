package io.trialog.internal.protocol.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.internal.json.JsonValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a report file. The forms, of which a line has exactly one; keys that are not named here are
 * ignored:
 *
 * <pre>
 * {"seq":0,"step":3,"values":{"val_auc":0.81}}
 * {"seq":7,"final":{"val_auc":0.83}}
 * {"seq":8,"attr":{"note":"x"}}
 * {"seq":9,"constraint":{"memory":-0.2}}
 * {"seq":10,"artifact":{"name":"model","path":"/data/model.pt","bytes":12,"sha256":"00ff"}}
 * </pre>
 *
 * <p>{@code seq} is the worker's own counter; without it the line is known by its position. NaN and the infinities may
 * be bare tokens or strings.
 */
final class ReportParser {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The longest name or path of a file. */
    private static final int LONGEST = 4096;

    private ReportParser() {}

    /**
     * The content of a line.
     *
     * @throws IllegalArgumentException if it has none of the forms, with the reason
     */
    static ReportLine parse(String text, long offset) {
        JsonNode line = tree(text);
        long seq = line.has("seq") ? integer(line, "seq") : ReportLine.UNNUMBERED + offset;
        int forms = 0;
        for (String form : new String[] {"values", "final", "attr", "constraint", "artifact"}) {
            forms += line.has(form) ? 1 : 0;
        }
        if (forms != 1) {
            throw new IllegalArgumentException(
                    "A line must have one of values (with step), final, attr, constraint, artifact, but has " + forms
                            + ".");
        }
        if (line.has("values")) {
            return new ReportLine.Step(seq, integer(line, "step"), numbers(line, "values"));
        }
        if (line.has("final")) {
            return new ReportLine.Final(seq, numbers(line, "final"));
        }
        if (line.has("artifact")) {
            return artifact(seq, object(line, "artifact"));
        }
        return line.has("attr")
                ? new ReportLine.Attribute(seq, attributes(line))
                : new ReportLine.Constraint(seq, numbers(line, "constraint"));
    }

    /**
     * The values that stand whole at the beginning of a line that was cut.
     *
     * @return a step or a final line with these, or {@code null} if it is neither, or a step that is not told in what is left
     */
    static @Nullable ReportLine beginning(String text, long offset) {
        CutLine cut = CutLine.read(text);
        long seq = cut.seq() < 0 ? ReportLine.UNNUMBERED + offset : cut.seq();
        if (cut.values().isEmpty()) {
            return null;
        } else if (cut.form().equals("final")) {
            return new ReportLine.Final(seq, cut.values());
        }
        return cut.step() < 0 ? null : new ReportLine.Step(seq, cut.step(), cut.values());
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("A line must be a JSON object.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A line must be a JSON object, but: " + e.getOriginalMessage(), e);
        }
    }

    private static long integer(JsonNode line, String key) {
        JsonNode node = line.path(key);
        boolean whole =
                node.isIntegralNumber() || node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue());
        if (!whole || !node.canConvertToLong() || node.longValue() < 0) {
            throw new IllegalArgumentException(key + " must be an integer from 0 on, but is "
                    + (node.isMissingNode() ? "missing" : abbreviated(node)) + ".");
        }
        return node.longValue();
    }

    private static Map<String, Double> numbers(JsonNode line, String key) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(line, key).properties()) {
            numbers.put(entry.getKey(), number(entry.getKey(), entry.getValue()));
        }
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException(key + " must not be empty.");
        }
        return numbers;
    }

    private static Double number(String name, JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        Double special = node.isTextual() ? PrintedNumber.special(node.textValue()) : null;
        if (special == null) {
            throw new IllegalArgumentException(
                    "The value of '" + name + "' must be a number, but is " + abbreviated(node) + ".");
        }
        return special;
    }

    private static Map<String, @Nullable Object> attributes(JsonNode line) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(line, "attr").properties()) {
            values.put(entry.getKey(), JsonValues.plain(entry.getValue()));
        }
        return values;
    }

    private static ReportLine artifact(long seq, JsonNode artifact) {
        return new ReportLine.Artifact(
                seq,
                text(artifact, "name"),
                text(artifact, "path"),
                integer(artifact, "bytes"),
                text(artifact, "sha256"));
    }

    /** A short text of one line. */
    private static String text(JsonNode object, String key) {
        JsonNode node = object.path(key);
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(key + " must be a text of one line, but is "
                    + (node.isMissingNode() ? "missing" : abbreviated(node)) + ".");
        }
        return text;
    }

    private static JsonNode object(JsonNode line, String key) {
        JsonNode node = line.path(key);
        if (!node.isObject()) {
            throw new IllegalArgumentException(key + " must be an object, but is " + abbreviated(node) + ".");
        }
        return node;
    }

    private static String abbreviated(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
