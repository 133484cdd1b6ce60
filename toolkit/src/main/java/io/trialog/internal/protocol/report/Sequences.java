package io.trialog.internal.protocol.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which sequence numbers of a run were seen. Numbers that come in order take no memory: neighbors are kept as one
 * interval, and of those that are positions in a file ({@link ReportLine#UNNUMBERED} and above), which only grow, the
 * highest of each file. Not thread-safe.
 */
public final class Sequences {

    private final TreeMap<Long, Long> intervals = new TreeMap<>();

    /** The highest position per file, by the bit that tells the file. */
    private final TreeMap<Long, Long> positions = new TreeMap<>();

    /** Adds a number. Returns whether it is new. */
    public boolean add(long seq) {
        if (contains(seq)) {
            return false;
        }
        if (seq >= ReportLine.UNNUMBERED) {
            positions.put(Long.highestOneBit(seq), seq);
            return true;
        }
        Map.Entry<Long, Long> below = intervals.floorEntry(seq);
        boolean joinsBelow = below != null && below.getValue() == seq - 1;
        long start = joinsBelow ? below.getKey() : seq;
        Long end = intervals.remove(seq + 1);
        intervals.put(start, end == null ? seq : end);
        return true;
    }

    /** A restart of the job begins: its report file is a new one, while its output goes on in the same files. */
    public void restart() {
        intervals.clear();
        positions.remove(ReportLine.UNNUMBERED);
        positions.remove(ReportLine.COLLECTED);
    }

    /** Whether the number was added or, for a position, one at or behind it. */
    public boolean contains(long seq) {
        if (seq >= ReportLine.UNNUMBERED) {
            return positions.getOrDefault(Long.highestOneBit(seq), -1L) >= seq;
        }
        Map.Entry<Long, Long> below = intervals.floorEntry(seq);
        return below != null && below.getValue() >= seq;
    }
}
