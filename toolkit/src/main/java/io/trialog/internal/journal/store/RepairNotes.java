package io.trialog.internal.journal.store;

import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.chronicle.QueueStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user should know about copies that are mended. */
final class RepairNotes {

    private RepairNotes() {}

    /**
     * Returns one sentence for each thing that is more than an end which is behind.
     *
     * @param queue the queue, if it was read
     * @param queueDamage why it can't be gone on with, or {@code null}
     * @param fenced lines that do not count, since a later epoch had taken over
     */
    static List<String> of(
            Merge.Result merged, @Nullable QueueStore queue, @Nullable String queueDamage, List<Line> fenced) {
        List<String> notes = new ArrayList<>(told(merged.ledger()));
        if (queue != null) {
            notes.addAll(told(merged.queue()));
            if (queueDamage != null) {
                notes.add("In the queue, " + queue.newest() + ": " + queueDamage
                        + ". It is kept, and a new one is built from the verified events.");
            }
        }
        if (!fenced.isEmpty()) {
            Line first = fenced.get(0);
            notes.add("In the ledger, " + first.file() + " at offset " + first.offset() + ": " + fenced.size()
                    + " lines that an epoch wrote after a later one had taken over do not count.");
        }
        return notes;
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.kind() != Finding.Kind.BEHIND)
                .map(Finding::message)
                .toList();
    }
}
