package io.trialog.internal.protocol.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a trial said. Immutable. */
public sealed interface ReportLine {

    /**
     * Sequence numbers from here on are positions in the report file, for lines that carry none of their own: the
     * number is this plus the line's offset in bytes.
     */
    long UNNUMBERED = 1L << 50;

    /** As {@link #UNNUMBERED}, for values found in what the program printed to its standard output. */
    long PRINTED = 1L << 51;

    /** As {@link #PRINTED}, for its error stream. */
    long PRINTED_AS_ERROR = 1L << 52;

    /** Sequence numbers from here on are steps of values that a collector found in files of the program. */
    long COLLECTED = 1L << 53;

    /** The number of this line, unique within one run (attempt and restart) of the trial and the same at every reading. */
    long seq();

    /**
     * Intermediate values, metric to value, at a step that is not negative. Values may be NaN or infinite.
     *
     * @param printed whether they were found in what the program printed
     */
    record Step(long seq, long step, Map<String, Double> values, boolean printed) implements ReportLine {
        public Step {
            values = copy(values);
        }

        /** Values in the report file. */
        public Step(long seq, long step, Map<String, Double> values) {
            this(seq, step, values, false);
        }
    }

    /** Final values, metric to value. */
    record Final(long seq, Map<String, Double> values) implements ReportLine {
        public Final {
            values = copy(values);
        }
    }

    /** User attributes: null, Boolean, Long, Double, String, lists and maps. */
    record Attribute(long seq, Map<String, @Nullable Object> values) implements ReportLine {
        public Attribute {
            values = copy(values);
        }
    }

    /** Constraints, name to value; feasible if all are at most 0. */
    record Constraint(long seq, Map<String, Double> values) implements ReportLine {
        public Constraint {
            values = copy(values);
        }
    }

    /**
     * A file that belongs to the trial.
     *
     * @param name what it is called
     * @param path where it lies, absolute
     * @param bytes its size
     * @param sha256 the hash of its bytes, in hexadecimal digits
     */
    record Artifact(long seq, String name, String path, long bytes, String sha256) implements ReportLine {}

    private static <V extends @Nullable Object> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
