package io.trialog.internal.transfer.optuna;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.exception.ProjectionException;
import io.trialog.internal.json.JsonValues;
import org.jspecify.annotations.Nullable;

/** JSON as Python writes it, with {@code NaN} and {@code Infinity}. */
final class OptunaJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private OptunaJson() {}

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ProjectionException("Not JSON: " + json + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The value of a text in the form that events hold: integers as {@link Long}, other numbers as {@link Double}. */
    static @Nullable Object value(String json) {
        return JsonValues.plain(tree(json));
    }
}
