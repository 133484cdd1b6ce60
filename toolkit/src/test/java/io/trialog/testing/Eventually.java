package io.trialog.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread or process brings about. */
public final class Eventually {

    private Eventually() {}

    /** What is waited for. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns as soon as the condition holds; fails the test if it does not within {@code patience}. */
    public static void holds(String what, Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within " + patience.toSeconds() + " s it did not happen that " + what + ".");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
