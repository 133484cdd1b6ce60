package io.trialog.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes executors of one type and says what is known about the type without making one. A provider is found by {@link
 * java.util.ServiceLoader}: its class has a public constructor without parameters and stands in {@code
 * META-INF/services/io.trialog.spi.ExecutorProvider}.
 *
 * <p>A provider is made once per process, when the first study needs an executor, and is never closed. It keeps no state and
 * is safe for use by several threads. Executors are made when a study first needs them, and are closed with the study.
 *
 * <pre>{@code
 * public final class NightExecutorProvider implements ExecutorProvider {
 *     public String type() {
 *         return "night";
 *     }
 *
 *     public ExecutorTraits traits() {
 *         return new ExecutorTraits(false, false, false, false);
 *     }
 *
 *     public Executor create(ExecutorContext context) {
 *         return new NightExecutor(context.environment());
 *     }
 * }
 * }</pre>
 */
public interface ExecutorProvider extends TypeProvider {

    /**
     * Returns what all executors of this type have in common.
     *
     * @return the same traits at every call
     */
    ExecutorTraits traits();

    /**
     * Returns the executor's own options. Trialog adds those that every type takes, such as {@code parallel}.
     *
     * @return the options; by default none
     */
    @Override
    default List<Option> options() {
        return List.of();
    }

    /**
     * Returns whether {@code type: auto} may stand for this type anywhere, so that it takes its options.
     *
     * @return by default not
     */
    default boolean isAutomatic() {
        return false;
    }

    /**
     * Returns whether {@code type: auto} may stand for this type in a process. Asked only if {@link #isAutomatic()}. Starts nothing and asks no scheduler.
     *
     * @param environment the process
     * @return by default that nobody would expect it
     */
    default Detection detect(ExecutorEnvironment environment) {
        return Detection.unsuitable("");
    }

    /**
     * Makes an executor for a study.
     *
     * @param context what it is made for
     * @return an executor that the caller closes
     */
    Executor create(ExecutorContext context);

    /**
     * Returns how people name a job to its scheduler.
     *
     * @param job a job that was submitted
     * @return by default its native id; empty as long as it has no name
     * @throws IOException if the job's directory can't be read
     */
    default String jobName(JobHandle job) throws IOException {
        return job.nativeId();
    }

    /**
     * Returns what submits controllers as jobs of the scheduler that runs the trials.
     *
     * @param environment the environment variables of this process
     * @return by default {@code null}: controllers can't be such jobs
     */
    default @Nullable ControllerJobs controllers(Map<String, String> environment) {
        return null;
    }

    /**
     * Returns what looks at the cluster before a study is trusted to it.
     *
     * @param environment the process
     * @param options the executor section of the study; may be empty
     * @return by default {@code null}: there is nothing to look at
     */
    default @Nullable ExecutorChecks checks(ExecutorEnvironment environment, Map<String, @Nullable Object> options) {
        return null;
    }
}
