package io.trialog.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.exception.ProjectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python writes it, with {@code NaN} and {@code Infinity}. */
public final class OptunaJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private OptunaJson() {}

    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ProjectionException("Not JSON: " + json + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The value of a text in the form that events hold: integers as {@link Long}, other numbers as {@link Double}. */
    public static @Nullable Object value(String json) {
        return value(tree(json));
    }

    public static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
            return map;
        } else if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return list;
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        } else if (node.isNumber()) {
            return node.asDouble();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.asBoolean() : node.asText();
    }
}
