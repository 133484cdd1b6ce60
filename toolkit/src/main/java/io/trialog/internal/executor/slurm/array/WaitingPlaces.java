package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.QueueWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the places that wait by their file wait indeed: what the scheduler says counts if it was asked after the file was
 * seen first. For use by one thread at a time.
 */
final class WaitingPlaces {

    private Map<String, Long> firstSeen = new HashMap<>();

    /** Places that an earlier controller left: whatever the scheduler says from now on is younger. */
    void look(List<PlaceDirectory> arrays) throws IOException {
        for (PlaceDirectory slots : arrays) {
            slots.waiting().forEach(slot -> firstSeen.put(slot, System.nanoTime()));
        }
    }

    /**
     * The places to which a job can be given now, by array. Those that are over, or decided, or on nodes to be avoided are sent
     * home; those that the scheduler took back to start them again wait until then.
     */
    Map<PlaceDirectory, List<String>> free(
            List<PlaceDirectory> arrays, QueueWatch.Snapshot snapshot, Set<String> avoided) throws IOException {
        Map<PlaceDirectory, List<String>> free = new LinkedHashMap<>();
        Map<String, Long> waiting = new HashMap<>();
        for (PlaceDirectory slots : arrays) {
            for (String slot : slots.waiting()) {
                long since = firstSeen.getOrDefault(slot, System.nanoTime());
                boolean isYounger = snapshot.begunNanos() - since > 0;
                QueueRow row = snapshot.rows().get(slot);
                boolean isOver = row == null ? isYounger : row.state().isFinal();
                if (isOver || slots.isDecided(slot) || avoided.contains(slots.nodeOf(slot))) {
                    slots.sendHome(slot);
                    continue;
                }
                waiting.put(slot, since);
                if (!isYounger || row == null || !row.waits()) {
                    free.computeIfAbsent(slots, key -> new ArrayList<>()).add(slot);
                }
            }
        }
        firstSeen = waiting;
        return free;
    }
}
