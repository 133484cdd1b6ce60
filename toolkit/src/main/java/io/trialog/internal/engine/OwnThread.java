package io.trialog.internal.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs something on a thread that nobody interrupts, and waits for its end. */
final class OwnThread {

    private OwnThread() {}

    /**
     * Runs something and throws what it throws.
     *
     * @param onInterrupt called for each interrupt of the caller, who goes on to wait and is interrupted at the end
     */
    static void run(String name, Runnable work, Runnable onInterrupt) {
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((ended, thrown) -> broken.set(thrown));
        thread.setDaemon(true);
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        if (joined(thread, onInterrupt)) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = broken.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        } else if (cause instanceof Error e) {
            throw e;
        }
    }

    private static boolean joined(Thread thread, Runnable onInterrupt) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
    }
}
