package io.trialog.cli;

import io.trialog.exception.RefusedException;
import io.trialog.internal.platform.Utf8;

/** The program {@code trialog}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
        System.exit(decode(terminal, args));
    }

    private static int decode(Terminal terminal, String[] args) {
        try {
            return run(terminal, Utf8.arguments(args));
        } catch (RefusedException e) { // commands tell their own failures
            terminal.err().println("trialog: " + e.getMessage());
            return Exit.USAGE;
        }
    }

    /** Runs one command; returns its exit code. Results that could not be written (a full disk) are a failure. */
    static int run(Terminal terminal, String... args) {
        int code = Commands.line(new Trialog(terminal.printable()), args).execute(Commands.words(args));
        return code == Exit.DONE && terminal.out().checkError() ? Exit.FAILED : code;
    }
}
