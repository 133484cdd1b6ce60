package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.SchedulerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells that places will not start by themselves, once for each array and reason. For use by one thread at a time. */
final class HeldPlaces {

    private final JobArrays arrays;
    private final Set<String> told = new HashSet<>();

    HeldPlaces(JobArrays arrays) {
        this.arrays = arrays;
    }

    /** Returns what a user should know about places in the queue. */
    List<String> notes(Stream<QueueRow> places) {
        List<String> notes = new ArrayList<>();
        places.filter(row -> row.state() == SchedulerState.HELD).forEach(row -> {
            String note = "The places of job array " + arrays.array(row.id())
                    + " will not start by themselves, they are HELD: " + row.text()
                    + ". Maybe ask for less in 'executor'; 'trialog cancel' ends them.";
            if (told.add(note)) {
                notes.add(note);
            }
        });
        return notes;
    }
}
