package io.trialog.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * One HTML page that needs nothing else. Its content security policy names the two scripts by their hashes and forbids
 * everything from elsewhere, so that nothing that a user wrote could run or load even if it became markup.
 */
final class Page {

    private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";

    private Page() {}

    /** The page that shows {@code json}, which is fit to stand in a script element. */
    static String of(String json) {
        String library = resource(ECHARTS);
        String script = resource("/io/trialog/internal/report/report.js");
        String policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src "
                + String.join(" ", List.of(hash(library), hash(script)));
        return resource("/io/trialog/internal/report/report.html")
                .replace("{{policy}}", policy)
                .replace("{{style}}", resource("/io/trialog/internal/report/report.css"))
                .replace("{{library}}", library)
                .replace("{{script}}", script)
                // Last, so that nothing in it is taken for a place to fill.
                .replace("{{data}}", json);
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Scripts are hashed as they stand in the page, where a carriage return would be a line feed. */
    private static String resource(String path) {
        try (InputStream in = Page.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + path + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .replace('\r', '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
