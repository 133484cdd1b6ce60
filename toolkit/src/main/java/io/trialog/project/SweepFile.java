package io.trialog.project;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.engine.SweepCount;
import io.trialog.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that describes a sweep: of hpc-sweep-manager ({@code sweep: {grid, paired}}), of Weights &amp; Biases, or a study file. Immutable.
 *
 * <pre>{@code
 * SweepFile sweep = SweepFile.read(Path.of("sweeps/sweep.yaml"));
 * System.out.println(sweep.count() + " trials, the first of them " + sweep.combinations(1));
 * }</pre>
 */
public final class SweepFile {

    private final StudyFile file;

    private SweepFile(StudyFile file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @return what it asks for
     * @throws io.trialog.exception.StudyFileException if it can't be read or used; the message names file, line and key
     */
    public static SweepFile read(Path path) {
        return new SweepFile(StudyFileReader.readOfUser(path.toAbsolutePath().normalize(), List.of(), true));
    }

    /** {@return the name of the study that the file describes} */
    public String name() {
        return file.name();
    }

    /** {@return the parameters, and the groups of those that vary together} */
    public SearchSpace space() {
        return file.space();
    }

    /** {@return what the reader decided and a user should know, a line each that begins with its place} */
    public List<String> notes() {
        return file.notes();
    }

    /**
     * Returns how many trials the sweep has.
     *
     * @return the number of combinations
     * @throws TrialogException if its sampler comes to no end
     */
    public long count() {
        long count = SweepCount.points(SweepCount.view(file));
        if (count < 0) {
            throw new TrialogException("The trials of '" + file.name()
                    + "' can't be counted: its sampler comes to no end." + "\nMaybe sampler: {type: grid}.");
        }
        return count;
    }

    /**
     * Returns the parameters of the first trials, in their order.
     *
     * @param max how many at most
     * @return name to value, one map per trial
     */
    public List<Map<String, @Nullable Object>> combinations(int max) {
        return SweepCount.combinations(file, max);
    }
}
