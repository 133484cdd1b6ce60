package io.trialog.internal.executor.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of a scheduler, all with the same time limit. Safe for use by several threads. */
public final class SchedulerCommands {

    private final CommandRunner commands;
    private final Duration timeout;

    /**
     * Knows where the commands are.
     *
     * @param environment the environment of the commands
     * @param timeout how long one may take before it is killed
     */
    public SchedulerCommands(Map<String, String> environment, Duration timeout) {
        this.commands = new CommandRunner(environment);
        this.timeout = timeout;
    }

    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @return what it answered
     * @throws IOException if it can't be started, in a text for people
     */
    public CommandRunner.Answer run(List<String> command) throws IOException {
        return run(command, null);
    }

    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @param input the file that it reads, or {@code null} for nothing
     * @return what it answered
     * @throws IOException if it can't be started, in a text for people
     */
    public CommandRunner.Answer run(List<String> command, @Nullable Path input) throws IOException {
        try {
            return commands.run(command, input, timeout);
        } catch (IOException e) {
            throw new IOException(command.get(0) + " can't be run: " + e.getMessage(), e);
        }
    }

    /**
     * Says why a command failed.
     *
     * @param program its name
     * @param answer what it answered
     * @return the text for people
     */
    public String trouble(String program, CommandRunner.Answer answer) {
        return answer.isTimeout() ? program + " did not answer in " + timeout.toSeconds() + " s" : answer.complaint();
    }

    /**
     * Returns how many commands were run.
     *
     * @return the count
     */
    public long count() {
        return commands.count();
    }
}
