package io.trialog.cli;

import picocli.CommandLine.Option;

/** How {@code run} and {@code launch} show what they would do. */
final class DryRunOptions {

    @Option(
            names = "--dry-run",
            description = "Show the study, how many trials are left, and the command that would be run; do nothing.")
    private boolean dryRun;

    @Option(names = "--script", description = "As --dry-run, and print the script.")
    private boolean script;

    /** Whether nothing is to be done. */
    boolean isDry() {
        return dryRun || script;
    }

    /** Whether the script is to be shown. */
    boolean showsScript() {
        return script;
    }
}
