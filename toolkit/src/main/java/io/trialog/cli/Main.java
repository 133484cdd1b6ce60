package io.trialog.cli;

/** The program {@code trialog}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(Terminal.ofThisProcess(), args);
        System.exit(code);
    }

    /** Runs one command; returns its exit code. Results that could not be written (a full disk) are a failure. */
    static int run(Terminal terminal, String... args) {
        int code = Commands.line(new Trialog(terminal), args).execute(Commands.words(args));
        return code == Exit.DONE && terminal.out().checkError() ? Exit.FAILED : code;
    }
}
