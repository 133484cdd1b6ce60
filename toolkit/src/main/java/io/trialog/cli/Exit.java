package io.trialog.cli;

/** What the exit codes mean. They are documented in the help and in {@code docs/cli.md} and never change. */
final class Exit {

    static final int DONE = 0;

    /** The study or the check failed. */
    static final int FAILED = 1;

    /** Wrong usage, an unknown study, or a study file that can't be used. */
    static final int USAGE = 2;

    /** Another controller holds the study. */
    static final int HELD = 3;

    /** The log is damaged. */
    static final int DAMAGED = 4;

    /** Interrupted by Ctrl-C. The JVM gives this code by itself when it is ended by SIGINT. */
    static final int INTERRUPTED = 130;

    private Exit() {}
}
