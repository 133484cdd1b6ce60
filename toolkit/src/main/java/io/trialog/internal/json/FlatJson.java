package io.trialog.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small JSON documents beside the log (lock, commands, answers) as maps of plain values. */
public final class FlatJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /** The document with a line feed at its end. */
    public static byte[] write(Map<String, ? extends @Nullable Object> document) {
        JsonBytes out = new JsonBytes();
        FreeForm.writeMap(document, out);
        out.raw('\n');
        return out.toByteArray();
    }

    /** Returns a text of a document, or an empty one if there is none of this name. */
    public static String text(Map<String, ? extends @Nullable Object> document, String name) {
        return document.get(name) instanceof String text ? text : "";
    }

    /** Returns an integer of a document, or 0 if there is none of this name. */
    public static long number(Map<String, ? extends @Nullable Object> document, String name) {
        return document.get(name) instanceof Long number ? number : 0;
    }

    /** Reads a document.
     *
     * @throws IOException if the bytes are not one JSON object
     */
    public static Map<String, @Nullable Object> read(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a JSON object was expected");
            }
            Map<String, @Nullable Object> document = FreeForm.readMap(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is something behind the JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }
}
