package io.trialog.notebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What something looks like, by MIME type.
 *
 * @param data the content by MIME type; it has {@code text/plain}
 */
record Bundle(Map<String, String> data) {

    static final String TEXT = "text/plain";
    static final String HTML = "text/html";

    Bundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        if (!data.containsKey(TEXT)) {
            throw new IllegalArgumentException("A bundle must have a text, but has " + data.keySet() + ".");
        }
    }

    /** HTML with its text twin. */
    static Bundle of(Html html, String text) {
        return new Bundle(Map.of(HTML, html.toString(), TEXT, text));
    }
}
