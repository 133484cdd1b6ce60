package io.trialog.internal.platform;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The user who runs this process. */
public final class ThisUser {

    private static final long UNKNOWN = -1;
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

    private static long uid() {
        try {
            return new UnixSystem().getUid();
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }
}
