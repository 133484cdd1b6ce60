package io.trialog.internal.engine;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.platform.ThisJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a cluster's scheduler says about a controller on a machine that can't be seen from here: a process that the scheduler
 * started is gone when its job is over. Only jobs of this user are asked about, since others may be hidden.
 */
final class DeadHolderCheck implements Predicate<LockHolder> {

    private final Map<String, String> environment;

    DeadHolderCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean test(LockHolder holder) {
        if (holder.cluster().isEmpty() || holder.job().isEmpty() || !isMine(holder)) {
            return false;
        }
        return isEarlierRunOfThisJob(holder) || isOver(holder);
    }

    /** A requeued job begins when nothing of its run before is left. */
    private boolean isEarlierRunOfThisJob(LockHolder holder) {
        return holder.job().equals(environment.get("SLURM_JOB_ID"))
                && holder.cluster().equals(environment.get("SLURM_CLUSTER_NAME"))
                && !environment.getOrDefault("SLURM_RESTART_COUNT", "0").equals(Integer.toString(holder.restart()));
    }

    private static boolean isMine(LockHolder holder) {
        try {
            Path lock = Path.of(holder.directory()).resolve("controller.lock");
            return Files.getOwner(lock).getName().equals(ThisJvm.user());
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private boolean isOver(LockHolder holder) {
        return ExecutorCatalogue.installed().isOver(environment, holder.cluster(), holder.job());
    }
}
