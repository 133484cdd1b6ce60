package io.trialog.internal.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The user who runs this process. */
public final class ThisUser {

    private static final long UNKNOWN = -1;
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The real, then the effective number, which counts for files. */
    private static final Pattern UIDS = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");

    private static final long UID = uid();

    private ThisUser() {}

    /** Returns the number of the user; −1 where users have none. */
    public static long number() {
        return UID;
    }

    /** Returns the directory in which a user's programs keep their settings: {@code ~/.config}; {@code null} without a home. */
    public static @Nullable Path settings(Map<String, String> environment) {
        String own = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (own.startsWith("/")) {
            return Path.of(own);
        }
        Path home = home(environment);
        return home == null ? null : home.resolve(".config");
    }

    /** Returns the user's home directory, or {@code null} if there is none. */
    public static @Nullable Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return home.startsWith("/") ? Path.of(home) : null;
    }

    /** Linux says it of every process. Elsewhere the JVM knows it of users who have a name. */
    private static long uid() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                Matcher uids = UIDS.matcher(line);
                if (uids.matches()) {
                    return Long.parseLong(uids.group(1));
                }
            }
        } catch (IOException e) {
            return named();
        }
        return named();
    }

    private static long named() {
        try {
            UnixSystem user = new UnixSystem();
            return user.getUsername() == null ? UNKNOWN : user.getUid();
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }
}
