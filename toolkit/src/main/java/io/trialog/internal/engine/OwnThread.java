package io.trialog.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs something on a thread that nobody interrupts, and waits for its end. */
final class OwnThread {

    private static final Duration FOR_EVER = Duration.ZERO;

    private OwnThread() {}

    /**
     * Runs something and throws what it throws.
     *
     * @param onInterrupt called for each interrupt of the caller, who goes on to wait and is interrupted at the end
     */
    static void run(String name, Runnable work, Runnable onInterrupt) {
        run(name, FOR_EVER, work, onInterrupt);
    }

    /**
     * The same with a limit to the patience of the caller.
     *
     * @param patience after this time {@code onInterrupt} is called once, as if the caller had been interrupted
     */
    static void run(String name, Duration patience, Runnable work, Runnable onInterrupt) {
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((ended, thrown) -> broken.set(thrown));
        thread.setDaemon(true);
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        if (joined(thread, patience, onInterrupt)) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = broken.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
    }

    private static boolean joined(Thread thread, Duration patience, Runnable onInterrupt) {
        boolean interrupted = false;
        boolean isPatient = true;
        while (true) {
            try {
                thread.join(isPatient ? patience.toMillis() : 0);
                if (!thread.isAlive()) {
                    return interrupted;
                }
                isPatient = false;
                onInterrupt.run();
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
    }
}
