package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.PlaceDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tasks of arrays that wait in the queue and carry no trial yet. */
final class PendingPlaces {

    private static final List<String> QUERY = List.of("squeue", "--me", "-h", "-r", "-t", "PENDING", "-o", "%i|%k|%Z");
    private static final int FIELDS = 3;

    private PendingPlaces() {}

    /** By array, whose places may start meanwhile; one by one only where some wait to be started again with their jobs. */
    static void cancel(SlurmScheduler slurm, String comments) throws IOException {
        Map<String, List<String>> free = new TreeMap<>();
        Set<String> carrying = new TreeSet<>();
        for (String line : slurm.run(QUERY).output().lines().toList()) {
            String[] place = line.split("\\|", FIELDS);
            if (place.length == FIELDS && place[1].startsWith(comments)) {
                String id = place[0].strip();
                if (new PlaceDirectory(Path.of(place[2].strip())).isDecided(id)) {
                    carrying.add(TaskIds.array(id));
                } else {
                    free.computeIfAbsent(TaskIds.array(id), array -> new ArrayList<>())
                            .add(id);
                }
            }
        }
        for (Map.Entry<String, List<String>> array : free.entrySet()) {
            List<String> cancel = new ArrayList<>(List.of("scancel"));
            cancel.addAll(
                    carrying.contains(array.getKey()) ? array.getValue() : List.of("--state=PENDING", array.getKey()));
            slurm.run(cancel);
        }
    }
}
