package io.trialog.cli;

import io.trialog.internal.format.Printable;
import io.trialog.internal.platform.SystemSettings;
import io.trialog.internal.text.EndingText;
import io.trialog.internal.text.ProgressText;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.StudyProgress;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a study as one line that is written over, for Java code on a terminal: where {@code -Dtrialog.console=true}
 * is set, which {@code toolkit/bin/trialog-jshell} does. Safe for use by several threads.
 */
public final class ConsoleDisplay implements StudyDisplay {

    private static final String SWITCH = "trialog.console";
    private static final long PAUSE_MILLIS = 500;

    /** Shows nothing yet; for the {@code ServiceLoader}. */
    public ConsoleDisplay() {}

    @Override
    public void attach() {}

    @Override
    public @Nullable Card show(Supplier<StudyProgress> progress) {
        if (!SystemSettings.isOn(SWITCH)) {
            return null;
        }
        Line line = new Line(progress, System.out);
        Thread thread = new Thread(line::run, "trialog-console");
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    /** One line, until it is closed. */
    private static final class Line implements Card {

        private final Supplier<StudyProgress> source;
        private final PrintStream out;
        private final CountDownLatch closing = new CountDownLatch(1);
        private boolean closed;
        private int width;

        Line(Supplier<StudyProgress> source, PrintStream out) {
            this.source = source;
            this.out = out;
        }

        void run() {
            try {
                boolean going = true;
                while (going) {
                    write(ProgressText.line(source.get()));
                    going = !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void write(String line) {
            if (!closed) {
                out.print('\r' + Printable.text(line) + " ".repeat(Math.max(0, width - line.length())));
                out.flush();
                width = line.length();
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                StudyProgress progress = source.get();
                write(ProgressText.line(progress));
                closed = true;
                out.println(progress.session() == null ? "" : '\n' + Printable.text(EndingText.of(progress)));
                closing.countDown();
            }
        }
    }
}
