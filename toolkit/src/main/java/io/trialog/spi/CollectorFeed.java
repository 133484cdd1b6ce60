package io.trialog.spi;

import java.io.IOException;
import java.util.List;

/**
 * Reads what the program of one attempt writes into files of its own while it runs, so that its values are reported step by step.
 *
 * <p>Life cycle: a {@link Collector} makes a feed when an attempt is followed, and again if the scheduler starts its job again or a
 * later controller takes the attempt over; so it begins at the beginning of all files. One thread at a time calls it.
 *
 * <pre>{@code
 * public List<CollectedValue> read(boolean ended) throws IOException {
 *     List<CollectedValue> values = new ArrayList<>();
 *     for (String line : newLines(ended)) {
 *         values.add(new CollectedValue(stepOf(line), valueOf(line)));
 *     }
 *     return values;
 * }
 * }</pre>
 */
public interface CollectorFeed {

    /**
     * Returns what is new since the last call.
     *
     * @param ended whether the program is over, so that nothing more will come
     * @return the values in ascending order of their steps; a step that is not above all before it has no effect
     * @throws IOException if a file can't be read now; it is tried again
     */
    List<CollectedValue> read(boolean ended) throws IOException;

    /**
     * Returns what could not be understood since the last call, in sentences.
     *
     * @return the sentences; none by default
     */
    default List<String> problems() {
        return List.of();
    }
}
