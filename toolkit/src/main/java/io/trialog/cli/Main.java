package io.trialog.cli;

/** The program {@code trialog}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(Terminal.ofThisProcess(), args);
        System.exit(code);
    }

    /** Runs one command; returns its exit code. */
    static int run(Terminal terminal, String... args) {
        return Commands.line(new Trialog(terminal), args).execute(Commands.words(args));
    }
}
