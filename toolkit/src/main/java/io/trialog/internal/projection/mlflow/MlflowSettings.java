package io.trialog.internal.projection.mlflow;

import io.trialog.exception.RefusedException;
import io.trialog.spi.Secret;
import io.trialog.spi.SecretReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the section {@code mlflow} of a study file asks for. Immutable.
 *
 * @param address the server: a text, or a {@link SecretReference} where it holds a password; {@code null} for {@code
 *     $MLFLOW_TRACKING_URI}
 * @param experiment the name of the experiment
 * @param program whether the program of a trial logs parameters and values itself
 */
public record MlflowSettings(@Nullable Object address, String experiment, boolean program) {

    /** The keys of the section. */
    public static final String TRACKING_URI = "tracking_uri";

    public static final String EXPERIMENT = "experiment";
    public static final String PROGRAM = "program";

    static final String ADDRESS_VARIABLE = "MLFLOW_TRACKING_URI";
    private static final String USER_VARIABLE = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD_VARIABLE = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN_VARIABLE = "MLFLOW_TRACKING_TOKEN";
    private static final Pattern WITH_PASSWORD = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*@.*");

    /**
     * Returns what a section says.
     *
     * @param section the section as the study file holds it
     * @param study the study's name, which is the name of the experiment unless the section says another one
     */
    public static MlflowSettings of(Map<String, ?> section, String study) {
        Object address = section.get(TRACKING_URI);
        SecretReference reference = SecretReference.of(address);
        Object experiment = section.get(EXPERIMENT);
        return new MlflowSettings(
                reference == null ? address : reference,
                experiment == null ? study : experiment.toString(),
                Boolean.TRUE.equals(section.get(PROGRAM)));
    }

    /** Returns whether an address holds a user or a password, so that it must be given by reference. */
    public static boolean isSecret(String address) {
        return WITH_PASSWORD.matcher(address).matches();
    }

    /**
     * The server and how it knows us.
     *
     * @param base the address, without user and password, ending in a slash
     * @param authorization the header of this name, or an empty text
     */
    record Access(URI base, String authorization) {

        /** The header is a secret. */
        @Override
        public String toString() {
            return base.toString();
        }
    }

    /**
     * Looks up the server's address and credentials.
     *
     * @param environment where variables are looked up
     * @throws RefusedException if there is no address, or none that can be used; the message holds no secret
     */
    Access access(Map<String, String> environment) {
        String text = address(environment);
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                String path = uri.getPath() == null ? "" : uri.getPath();
                URI base = new URI(
                        uri.getScheme(), null, uri.getHost(), uri.getPort(), path.replaceFirst("/*$", "/"), null, null);
                String user = uri.getUserInfo();
                return new Access(base, user == null ? authorization(environment) : basic(user));
            }
        } catch (URISyntaxException e) {
            throw unusable();
        }
        throw unusable();
    }

    private static RefusedException unusable() {
        return new RefusedException("The address of MLflow's server must begin with http:// or https://."
                + "\nMaybe start one: mlflow server --host 127.0.0.1 --port 5000, and: mlflow: {tracking_uri:"
                + " 'http://127.0.0.1:5000'}.");
    }

    private String address(Map<String, String> environment) {
        if (address instanceof SecretReference reference) {
            Secret secret = reference.read(environment);
            return secret.reveal();
        }
        String text = address == null ? environment.getOrDefault(ADDRESS_VARIABLE, "") : address.toString();
        if (text.isBlank()) {
            throw new RefusedException("The section 'mlflow' names no server, and $" + ADDRESS_VARIABLE + " is not set."
                    + "\nMaybe mlflow: {tracking_uri: 'http://127.0.0.1:5000'}.");
        }
        return text.strip();
    }

    private static String authorization(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN_VARIABLE, "");
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = environment.getOrDefault(USER_VARIABLE, "");
        return user.isEmpty() ? "" : basic(user + ":" + environment.getOrDefault(PASSWORD_VARIABLE, ""));
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
