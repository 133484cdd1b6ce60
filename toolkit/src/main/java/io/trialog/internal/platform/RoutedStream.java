package io.trialog.internal.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A standard stream that asks {@link ThreadOutput} where each call goes. Safe for use by several threads. */
final class RoutedStream extends PrintStream {

    private final PrintStream original;
    private final boolean isOut;

    RoutedStream(PrintStream original, boolean isOut) {
        super(original);
        this.original = original;
        this.isOut = isOut;
    }

    PrintStream original() {
        return original;
    }

    private void route(Consumer<PrintStream> call) {
        PrintStream target = ThreadOutput.target(isOut);
        if (target != null) {
            call.accept(target);
        }
        if (ThreadOutput.isShown()) {
            call.accept(original);
        }
    }

    @Override
    public void write(int b) {
        route(stream -> stream.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        route(stream -> stream.write(bytes, offset, length));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void flush() {
        route(PrintStream::flush);
    }

    @Override
    public boolean checkError() {
        return original.checkError();
    }

    /** The streams belong to others. */
    @Override
    public void close() {
        flush();
    }

    @Override
    public void println() {
        route(PrintStream::println);
    }

    @Override
    public PrintStream printf(String format, @Nullable Object... arguments) {
        return format(format, arguments);
    }

    @Override
    public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        return format(locale, format, arguments);
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // as the method that it overrides
    public PrintStream format(String format, @Nullable Object... arguments) {
        print(String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
        return this;
    }

    @Override
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        print(String.format(locale, format, arguments));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text) {
        print(String.valueOf(text));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text, int start, int end) {
        print(String.valueOf(text).substring(start, end));
        return this;
    }

    @Override
    public PrintStream append(char c) {
        print(c);
        return this;
    }

    @Override
    public void print(boolean value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(char value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(int value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(long value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(float value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(double value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(char[] value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(@Nullable String value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void print(@Nullable Object value) {
        route(stream -> stream.print(value));
    }

    @Override
    public void println(boolean value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(char value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(int value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(long value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(float value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(double value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(char[] value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(@Nullable String value) {
        route(stream -> stream.println(value));
    }

    @Override
    public void println(@Nullable Object value) {
        route(stream -> stream.println(value));
    }
}
