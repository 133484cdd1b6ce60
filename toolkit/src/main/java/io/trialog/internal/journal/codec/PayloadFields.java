package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.internal.json.FreeForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks through the members of JSON objects. Every member must be taken or {@linkplain #skip() skipped}. */
final class PayloadFields {

    private final JsonParser parser;

    PayloadFields(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves to the value of the next member; false at the end of the object. */
    boolean next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            parser.nextToken();
            return true;
        }
        if (token != JsonToken.END_OBJECT) {
            throw new IOException("The end of an object was expected, but " + token + " was found");
        }
        return false;
    }

    String name() throws IOException {
        return parser.currentName();
    }

    JsonParser parser() {
        return parser;
    }

    /** Passes over a member that this version does not know. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected("a text");
        }
        return parser.getText();
    }

    long integer() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected("an integer");
        }
        return parser.getLongValue();
    }

    int smallInteger() throws IOException {
        return Math.toIntExact(integer());
    }

    boolean truth() throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unexpected("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    double number() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return FreeForm.doubleOf(parser.getText());
        }
        throw unexpected("a number");
    }

    List<Double> numbers() throws IOException {
        List<Double> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(number());
        }
        return Collections.unmodifiableList(numbers);
    }

    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text());
        }
        return Collections.unmodifiableList(texts);
    }

    Map<String, Double> numbersByName() throws IOException {
        Map<String, Double> map = new LinkedHashMap<>();
        while (next()) {
            map.put(name(), number());
        }
        return Collections.unmodifiableMap(map);
    }

    Map<String, @Nullable Object> map() throws IOException {
        return FreeForm.readMap(parser);
    }

    private IOException unexpected(String expected) throws IOException {
        return new IOException(
                expected + " was expected for '" + name() + "', but " + parser.currentToken() + " was found");
    }

    /** The value of a member without which the object has no meaning. */
    static <T> T required(String name, @Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("'" + name + "' is missing");
        }
        return value;
    }
}
