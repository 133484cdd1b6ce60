package io.trialog.cli;

import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.platform.Utf8;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outside of one call of the command line.
 *
 * @param out where results go
 * @param err where errors go
 * @param in where answers come from
 * @param live whether a person watches: a line may be written over, and questions may be asked
 * @param environment environment variables
 * @param clock tells the time
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean live,
        Map<String, String> environment,
        InstantSource clock) {

    /** That of this process. */
    static Terminal ofThisProcess() {
        return new Terminal(
                text(System.out, FileDescriptor.out),
                text(System.err, FileDescriptor.err),
                System.in,
                isInteractive(),
                ThisProcess.ofThisProcess(),
                SystemTime.clock());
    }

    /** A stream for any text: where the locale knows ASCII only, UTF-8 is better than question marks. */
    private static PrintStream text(PrintStream stream, FileDescriptor descriptor) {
        return Utf8.isAsciiOnly()
                ? new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8)
                : stream;
    }

    /** The charset of what is read and printed here. */
    static Charset charset() {
        return Utf8.isAsciiOnly() ? StandardCharsets.UTF_8 : Charset.defaultCharset();
    }

    /** From JDK 22 on there is always a console, which knows whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // both cases are looked at
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The same, where what others wrote can't move the cursor, change colors or hide anything. */
    Terminal printable() {
        return new Terminal(new PrintableStream(out), new PrintableStream(err), in, live, environment, clock);
    }

    /** The same with everything on the error stream: results of another form have standard output for themselves. */
    Terminal talkingOnErr() {
        return new Terminal(err, err, in, live, environment, clock);
    }

    /** A line of text from the user, or {@code null} at the end of the input. */
    @Nullable
    String ask(String question) {
        out.print(question);
        out.flush();
        try {
            return new BufferedReader(new InputStreamReader(in, charset())).readLine();
        } catch (IOException e) {
            return null;
        }
    }
}
