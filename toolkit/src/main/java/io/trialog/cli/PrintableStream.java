package io.trialog.cli;

import io.trialog.internal.format.Printable;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A stream to a terminal that prints texts by {@link Printable}. Bytes, and what {@link #raw} writes, go through as they are. */
final class PrintableStream extends PrintStream {

    private final PrintStream target;

    PrintableStream(PrintStream target) {
        super(target, true);
        this.target = target;
    }

    /** Writes Trialog's own control characters. */
    static void raw(PrintStream stream, String controls) {
        if (stream instanceof PrintableStream printable) {
            printable.target.print(controls);
        } else {
            stream.print(controls);
        }
    }

    @Override
    public void print(@Nullable String text) {
        target.print(Printable.text(String.valueOf(text)));
    }

    @Override
    public void print(@Nullable Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println() {
        target.println();
    }

    @Override
    public void println(@Nullable String text) {
        target.println(Printable.text(String.valueOf(text)));
    }

    @Override
    public void println(@Nullable Object object) {
        println(String.valueOf(object));
    }

    @Override
    public boolean checkError() {
        return target.checkError();
    }
}
