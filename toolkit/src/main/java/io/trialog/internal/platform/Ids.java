package io.trialog.internal.platform;

import java.security.SecureRandom;
import java.util.UUID;

/** Names that nobody else has, and seeds that nobody chose: the only randomness without a seed. */
public final class Ids {

    private static final int SHORT = 8;

    private Ids() {}

    /** Returns a name that nobody else has or will have: 36 hexadecimal digits and hyphens. */
    public static String next() {
        return UUID.randomUUID().toString();
    }

    /** Returns a name of 8 hexadecimal digits, to tell a few things apart. */
    public static String nextShort() {
        return next().substring(0, SHORT);
    }

    /** Returns a seed for a study that was given none. */
    public static int drawSeed() {
        return new SecureRandom().nextInt(Integer.MAX_VALUE);
    }
}
