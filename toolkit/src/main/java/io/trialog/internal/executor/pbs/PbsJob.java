package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.spi.ControllerJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as {@code qstat} shows it.
 *
 * @param row what all schedulers show of a job
 * @param after the ids of the jobs for whose ends it waits
 * @param end when its time is up, or {@code null} if it has no limit or has not started
 * @param environment the file that gives it its environment, in the directory where it was submitted; may be empty
 */
record PbsJob(QueueRow row, List<String> after, @Nullable Instant end, String environment) {

    ControllerJob controller() {
        return new ControllerJob(row.id(), row.state().jobState(), row.text(), after, row.node(), end);
    }
}
