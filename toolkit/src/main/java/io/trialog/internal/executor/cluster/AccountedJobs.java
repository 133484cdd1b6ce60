package io.trialog.internal.executor.cluster;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the accounting of a scheduler says about jobs that the queue has forgotten. For use by one thread at a time. */
final class AccountedJobs {

    private final Scheduler scheduler;
    private final Map<String, Known> known = new HashMap<>();

    /**
     * What it said.
     *
     * @param question the number of the scheduler's answer that made us ask
     * @param row the last restart of the job, {@code null} if there was no word of it
     */
    private record Known(long question, @Nullable QueueRow row) {}

    AccountedJobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Returns the last restart of a job, or {@code null} if there is no word of it. Asked once per job where the accounting
     * knows none or tells the end, else once per answer of the scheduler in which the job is missing.
     */
    @Nullable
    QueueRow find(String id, long question) {
        Known before = known.get(id);
        if (before == null
                || before.row() != null && !before.row().state().isFinal() && before.question() != question) {
            before = new Known(question, scheduler.account(id));
            known.put(id, before);
        }
        return before.row();
    }
}
