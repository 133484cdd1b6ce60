package io.trialog.spi;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What {@code trialog doctor} asks about a cluster before a study is trusted to it. For use by one thread. */
public interface ExecutorChecks {

    /**
     * Returns whether the scheduler's commands are on this machine.
     *
     * @return whether it is worth asking the scheduler
     */
    boolean isHere();

    /**
     * Returns by what it is known whether the scheduler is here. Starts nothing and asks no scheduler.
     *
     * @return the rest of a sentence, such as {@code sbatch and squeue are there}; empty if there is nothing to say
     */
    default String evidence() {
        return "";
    }

    /**
     * Looks at the scheduler: reachable, which limits, which partitions. Submits nothing.
     *
     * @return what was found
     */
    List<Check> scheduler();

    /**
     * Looks at what this process itself holds for trials, for example its allocation. Starts nothing.
     *
     * @return what was found; empty where trials are jobs of their own
     */
    default List<Check> allocation() {
        return List.of();
    }

    /**
     * Asks a compute node, by a short job with a trial's own resources, whether it can do what trials need.
     *
     * @param subject what is to be seen from there
     * @param clock the time here
     * @param timeout how long to wait for the answer
     * @return what was found
     * @throws IOException if the job can't be submitted
     */
    List<Check> node(ProbeSubject subject, InstantSource clock, Duration timeout) throws IOException;
}
