package io.trialog.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param token identifies the job for ever; letters, digits, {@code . _ -}
 * @param name a name for people, such as {@code higgs_trial_7}
 * @param command program and arguments, never interpreted by a shell
 * @param directory the job's own directory, existing and absolute; the job writes only there
 * @param workdir the working directory of the command
 * @param environment variables added to the inherited environment
 * @param timeLimit how long it may run, kept even if no controller lives; {@code null} for no limit
 * @param grace time between TERM and KILL when it is cancelled or runs out of time
 * @param resources what the executor section of the study file says, for executors that need more
 */
public record JobSpec(
        String token,
        String name,
        List<String> command,
        Path directory,
        Path workdir,
        Map<String, String> environment,
        @Nullable Duration timeLimit,
        Duration grace,
        Map<String, @Nullable Object> resources) {

    /**
     * Checks and copies the parts.
     *
     * @param token identifies the job for ever; letters, digits, {@code . _ -}
     * @param name a name for people, such as {@code higgs_trial_7}
     * @param command program and arguments, never interpreted by a shell
     * @param directory the job's own directory, existing and absolute; the job writes only there
     * @param workdir the working directory of the command
     * @param environment variables added to the inherited environment
     * @param timeLimit how long it may run, kept even if no controller lives; {@code null} for no limit
     * @param grace time between TERM and KILL when it is cancelled or runs out of time
     * @param resources what the executor section of the study file says, for executors that need more
     */
    public JobSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Returns the same job with further variables.
     *
     * @param more values by name; they replace those of the same names
     * @return the job
     */
    public JobSpec withVariables(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new JobSpec(token, name, command, directory, workdir, all, timeLimit, grace, resources);
    }

    /**
     * Returns the same job with another command.
     *
     * @param other program and arguments
     * @return the job
     */
    public JobSpec withCommand(List<String> other) {
        return new JobSpec(token, name, other, directory, workdir, environment, timeLimit, grace, resources);
    }
}
