package io.trialog.internal.platform;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one thread prints, and the threads that it starts, goes elsewhere for a while. {@code System.out} and {@code System.err}
 * are replaced while anybody needs that, and are given back afterwards. Safe for use by several threads.
 */
public final class ThreadOutput implements AutoCloseable {

    private static final InheritableThreadLocal<@Nullable ThreadOutput> CURRENT = new InheritableThreadLocal<>();
    private static int users;
    private static @Nullable RoutedStream routedOut;
    private static @Nullable RoutedStream routedErr;

    private final OutputStream out;
    private final OutputStream err;
    private final boolean isShown;
    private @Nullable PrintStream printedOut;
    private @Nullable PrintStream printedErr;
    private final @Nullable ThreadOutput before = CURRENT.get();
    private volatile boolean closed;

    private ThreadOutput(OutputStream out, OutputStream err, boolean isShown) {
        this.out = out;
        this.err = err;
        this.isShown = isShown;
    }

    /**
     * Sends what the calling thread prints to streams, as UTF-8, until the result is closed.
     *
     * @param isShown whether it also goes where it went before
     */
    public static ThreadOutput redirect(OutputStream out, OutputStream err, boolean isShown) {
        ThreadOutput redirection = new ThreadOutput(out, err, isShown);
        install();
        CURRENT.set(redirection);
        return redirection;
    }

    private static synchronized void install() {
        users++;
        routedOut = routed(routedOut, System.out, true);
        System.setOut(routedOut);
        routedErr = routed(routedErr, System.err, false);
        System.setErr(routedErr);
    }

    /** The stream of before, if it still stands for the same one. */
    private static RoutedStream routed(@Nullable RoutedStream known, PrintStream now, boolean isOut) {
        return known != null && (now == known || now == known.original()) ? known : new RoutedStream(now, isOut);
    }

    /** Somebody else may have replaced our stream meanwhile: theirs stays. */
    private static synchronized void uninstall() {
        users--;
        if (users > 0) {
            return;
        }
        RoutedStream ours = routedOut;
        if (ours != null && System.out == ours) {
            System.setOut(ours.original());
        }
        RoutedStream errors = routedErr;
        if (errors != null && System.err == errors) {
            System.setErr(errors.original());
        }
    }

    /** The stream to which the calling thread prints instead, or {@code null}; a thread may outlive what it was started for. */
    static @Nullable PrintStream target(boolean isOut) {
        ThreadOutput current = CURRENT.get();
        return current == null || current.closed ? null : current.printed(isOut);
    }

    /** Made when something is printed, since most trials print nothing. */
    private synchronized PrintStream printed(boolean isOut) {
        PrintStream known = isOut ? printedOut : printedErr;
        if (known != null) {
            return known;
        }
        PrintStream made = new PrintStream(isOut ? out : err, true, StandardCharsets.UTF_8);
        if (isOut) {
            printedOut = made;
        } else {
            printedErr = made;
        }
        return made;
    }

    /** Whether what the calling thread prints goes to the original stream. */
    static boolean isShown() {
        ThreadOutput current = CURRENT.get();
        return current == null || current.closed || current.isShown;
    }

    /** Ends the redirection, on the thread that began it. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            CURRENT.set(before);
            uninstall();
        }
    }
}
