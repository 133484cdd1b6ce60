package io.trialog.spi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Holds a secret that was read: a password, a token, an address that nobody else may know. Its text appears nowhere by accident:
 * {@link #toString} and messages made from it hide it.
 *
 * <p>Life cycle: {@link SecretReference#read} makes one where it is needed, such as before a request. Do not keep it longer.
 * Immutable, and safe for use by several threads.
 *
 * <pre>{@code
 * Secret token = options.secret("token").read();
 * request.header("Authorization", "Bearer " + token.reveal());
 * throw new IOException(token.mask("The server answered: " + body));
 * }</pre>
 */
public final class Secret {

    /** What stands in place of a secret. */
    public static final String MASK = "***";

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    /**
     * Returns the secret itself. It must not get into a log, a file, a message or an exception.
     *
     * @return the text, not empty
     */
    public String reveal() {
        return text;
    }

    /**
     * Hides the secret in a text, also where it is written as a part of an address.
     *
     * @param message a text, such as one that a server sent
     * @return the text with {@value #MASK} wherever the secret stood
     */
    public String mask(String message) {
        return message.replace(text, MASK).replace(URLEncoder.encode(text, StandardCharsets.UTF_8), MASK);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
