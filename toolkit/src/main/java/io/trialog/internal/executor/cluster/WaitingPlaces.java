package io.trialog.internal.executor.cluster;

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
public final class WaitingPlaces {

    private Map<String, Long> firstSeen = new HashMap<>();

    /**
     * Notes the places that an earlier controller left: whatever the scheduler says from now on is younger.
     *
     * @param arrays the directories of all arrays
     * @throws IOException if one of them can't be read
     */
    public void look(List<PlaceDirectory> arrays) throws IOException {
        for (PlaceDirectory directory : arrays) {
            directory.waiting().forEach(place -> firstSeen.put(place, System.nanoTime()));
        }
    }

    /**
     * Returns the places to which a job can be assigned now, by array. Those that are over, or on nodes to be avoided, are
     * released; those that the scheduler took back to start them again wait until then.
     *
     * @param arrays the directories of all arrays
     * @param snapshot the last answer of the scheduler
     * @param avoided nodes on which no further job should run
     * @return the places
     * @throws IOException if a directory can't be read or written
     */
    public Map<PlaceDirectory, List<String>> free(
            List<PlaceDirectory> arrays, QueueWatch.Snapshot snapshot, Set<String> avoided) throws IOException {
        Map<PlaceDirectory, List<String>> free = new LinkedHashMap<>();
        Map<String, Long> waiting = new HashMap<>();
        for (PlaceDirectory directory : arrays) {
            for (String place : directory.waiting()) {
                long since = firstSeen.getOrDefault(place, System.nanoTime());
                boolean isYounger = snapshot.begunNanos() - since > 0;
                QueueRow row = snapshot.rows().get(place);
                boolean isOver = row == null ? isYounger : row.state().isFinal();
                if (isOver || avoided.contains(directory.nodeOf(place))) {
                    directory.release(place);
                    continue;
                }
                waiting.put(place, since);
                if (!isYounger || row == null || !row.state().isWaiting()) {
                    free.computeIfAbsent(directory, key -> new ArrayList<>()).add(place);
                }
            }
        }
        firstSeen = waiting;
        return free;
    }
}
