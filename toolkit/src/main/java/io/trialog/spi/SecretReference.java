package io.trialog.spi;

import io.trialog.exception.RefusedException;
import io.trialog.internal.file.PrivateFile;
import io.trialog.internal.format.PlainYaml;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.platform.ThisUser;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says where a secret is found, and never holds it: {@code {env: NAME}}, an environment variable, or {@code {file: PATH}}, a file
 * that its owner alone may read (mode 600). Settings, logs and scripts hold references only.
 *
 * <p>Life cycle: an {@link Option#secret option} of a provider is one; {@link #read} looks the secret up each time. Immutable, and
 * safe for use by several threads.
 *
 * <pre>{@code
 * SecretReference reference = SecretReference.of(Map.of("env", "SLACK_WEBHOOK"));
 * Secret address = reference.read();
 * }</pre>
 */
public final class SecretReference {

    /** What a reference looks like, as it follows the words "must be". */
    public static final String RULE =
            "a reference to a secret: {env: NAME}, or {file: PATH} with an absolute path or ~/";

    private static final String KEY = "key";

    private static final String ENV = "env";
    private static final String FILE = "file";

    /** The keys of which a reference has one. */
    public static final List<String> KEYS = List.of(ENV, FILE, KEY);

    private static final String HOME = "~/";
    private static final Pattern KEY_PATH = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String source;
    private final String name;
    private final String key;

    private SecretReference(String source, String name, String key) {
        this.source = source;
        this.name = name;
        this.key = key;
    }

    /**
     * Returns the reference that a setting is.
     *
     * @param value a map with the one key {@code env} or {@code file}; beside {@code file} there may be {@code key}, under which the
     *     secret stands in a YAML file of somebody else's
     * @return the reference, or {@code null} if the value is none: a secret itself, most of the time, so it must not be shown
     */
    public static @Nullable SecretReference of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        boolean hasKey = map.size() == 2
                && map.get(KEY) instanceof String key
                && KEY_PATH.matcher(key).matches();
        if (map.size() != 1 && !(hasKey && map.containsKey(FILE))) {
            return null;
        }
        if (map.get(ENV) instanceof String variable
                && VARIABLE.matcher(variable).matches()) {
            return new SecretReference(ENV, variable, "");
        }
        if (map.get(FILE) instanceof String path && isAbsolute(path)) {
            return new SecretReference(FILE, path, hasKey ? String.valueOf(map.get(KEY)) : "");
        }
        return null;
    }

    private static boolean isAbsolute(String path) {
        try {
            return path.chars().noneMatch(Character::isISOControl)
                    && (path.startsWith(HOME) || Path.of(path).isAbsolute());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Returns the reference as a setting.
     *
     * @return a map with the one key {@code env} or {@code file}, and {@code key} if the secret stands in a larger file
     */
    public Map<String, Object> toMap() {
        return key.isEmpty() ? Map.of(source, name) : Map.of(source, name, KEY, key);
    }

    /**
     * Returns whether the secret is a part of a larger file, so that only Trialog itself can read it.
     *
     * @return whether the reference has a key
     */
    public boolean isPart() {
        return !key.isEmpty();
    }

    /**
     * Reads the secret, from the environment of this process or from the file.
     *
     * @return the secret
     * @throws RefusedException if the variable is not set, or if the file is missing, belongs to somebody else, can be read by
     *     others, is too large or is empty; the message names the reference and never the secret
     */
    public Secret read() {
        return read(ThisProcess.ofThisProcess());
    }

    /**
     * Reads the secret, from an environment or from the file. Blanks and line ends around it do not belong to it.
     *
     * @param environment where variables are looked up
     * @return the secret
     * @throws RefusedException as {@link #read()}
     */
    public Secret read(Map<String, String> environment) {
        String text = (source.equals(ENV) ? environment.getOrDefault(name, "") : ofFile(environment)).strip();
        if (text.isEmpty()) {
            throw source.equals(ENV)
                    ? refused("is not set", "Maybe export " + name + " before Trialog is started.")
                    : refused("is empty", "Maybe write the secret into it.");
        }
        return new Secret(text);
    }

    private String ofFile(Map<String, String> environment) {
        Path home = ThisUser.home(environment);
        Path path = name.startsWith(HOME) && home != null ? home.resolve(name.substring(HOME.length())) : Path.of(name);
        try {
            String text = PrivateFile.read(path);
            return key.isEmpty() ? text : Objects.requireNonNullElse(PlainYaml.text(text, key), "");
        } catch (IOException e) {
            throw refused(e.getMessage() + "", "Maybe chmod 600 " + name + ", or another file.");
        }
    }

    private RefusedException refused(String problem, String advice) {
        String what = source.equals(ENV) ? "The environment variable " : "The file ";
        return new RefusedException(what + name + " must hold a secret, but " + problem + ".\n" + advice);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretReference reference
                && source.equals(reference.source)
                && name.equals(reference.name)
                && key.equals(reference.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, name, key);
    }

    @Override
    public String toString() {
        return "{" + source + ": " + name + (key.isEmpty() ? "" : ", " + KEY + ": " + key) + "}";
    }
}
