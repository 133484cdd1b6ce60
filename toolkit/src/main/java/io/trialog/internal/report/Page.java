package io.trialog.internal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

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

    /**
     * The page for a frame, in which one figure is seen at a time. Script and data are packed, since a notebook keeps them for
     * every figure.
     */
    static String frame(String json) {
        String loader = resource("/io/trialog/internal/report/frame.js");
        String policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src "
                + String.join(" ", List.of(hash(loader), Packed.HASH));
        return resource("/io/trialog/internal/report/frame.html")
                .replace("{{policy}}", policy)
                .replace("{{style}}", resource("/io/trialog/internal/report/report.css"))
                .replace("{{library}}", Packed.SCRIPT)
                .replace("{{script}}", loader)
                .replace("{{data}}", packed(json));
    }

    /** What is the same in all frames, packed once. */
    private static final class Packed {

        static final String HASH;
        static final String SCRIPT;

        static {
            String scripts = resource(ECHARTS) + "\n" + resource("/io/trialog/internal/report/report.js");
            HASH = hash(scripts);
            SCRIPT = packed(scripts);
        }
    }

    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
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
