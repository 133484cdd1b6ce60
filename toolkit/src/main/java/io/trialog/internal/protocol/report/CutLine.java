package io.trialog.internal.protocol.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the beginning of a line of a report file says, whose end is missing.
 *
 * @param seq the line's own number, -1 if it is not told
 * @param step the step, -1 if it is not told
 * @param form {@code values} or {@code final}; empty if it is none of these
 * @param values the metrics that stand there whole
 */
record CutLine(long seq, long step, String form, Map<String, Double> values) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static CutLine read(String text) {
        Reader reader = new Reader();
        try (JsonParser parser = JSON.createParser(text)) {
            reader.read(parser);
        } catch (IOException e) {
            return reader.result(); // this is where it was cut
        }
        return reader.result();
    }

    private static final class Reader {

        private long seq = -1;
        private long step = -1;
        private String form = "";
        private final Map<String, Double> values = new LinkedHashMap<>();

        void read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.VALUE_NUMBER_INT && name.equals("seq")) {
                    seq = parser.getLongValue();
                } else if (token == JsonToken.VALUE_NUMBER_INT && name.equals("step")) {
                    step = parser.getLongValue();
                } else if (token == JsonToken.START_OBJECT && (name.equals("values") || name.equals("final"))) {
                    form = name;
                    readValues(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void readValues(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                Double special = token == JsonToken.VALUE_STRING ? PrintedNumber.special(parser.getText()) : null;
                if (token.isNumeric()) {
                    values.put(name, parser.getDoubleValue());
                } else if (special != null) {
                    values.put(name, special);
                } else {
                    parser.skipChildren();
                }
            }
        }

        CutLine result() {
            return new CutLine(seq, step, form, values);
        }
    }
}
