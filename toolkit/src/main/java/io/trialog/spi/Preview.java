package io.trialog.spi;

import io.trialog.internal.format.ShellWords;
import java.util.List;

/**
 * What a submission would be.
 *
 * @param command the command that would be run, with its arguments
 * @param script what it would read from its standard input
 */
public record Preview(List<String> command, String script) {

    /**
     * Checks and copies the parts.
     *
     * @param command the command that would be run, with its arguments
     * @param script what it would read from its standard input
     */
    public Preview {
        command = List.copyOf(command);
    }

    /** {@return the command as a line for people, in the words of a shell} */
    public String line() {
        return String.join(" ", command.stream().map(ShellWords::brief).toList());
    }
}
