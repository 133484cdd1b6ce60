package io.trialog.cli;

import io.trialog.internal.engine.ProjectRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what a program prints while it runs. */
final class LiveOutput implements ProjectRun.Watcher {

    private static final long PAUSE_MILLIS = 100;

    private final Terminal terminal;
    private @Nullable Thread thread;
    private volatile boolean over;

    LiveOutput(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begins(Path output, Path errors) {
        Thread following = new Thread(() -> follow(output, errors), "trialog-output");
        following.setDaemon(true);
        following.start();
        thread = following;
    }

    @Override
    public void ended() {
        over = true;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Path output, Path errors) {
        long out = 0;
        long err = 0;
        boolean last;
        do {
            last = over;
            out += print(output, out, terminal.out());
            err += print(errors, err, terminal.err());
            pause();
        } while (!last);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints what was written since; returns how much that is. */
    private static long print(Path file, long from, PrintStream target) {
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            InputStream in = Channels.newInputStream(channel.position(from));
            long printed = in.transferTo(target);
            target.flush();
            return printed;
        } catch (IOException e) {
            return 0; // it is looked at again
        }
    }
}
