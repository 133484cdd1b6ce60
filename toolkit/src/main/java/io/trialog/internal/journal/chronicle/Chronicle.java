package io.trialog.internal.journal.chronicle;

import io.trialog.exception.JournalException;
import io.trialog.internal.platform.SystemSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.jspecify.annotations.Nullable;

/** Opens queues, quietly: no banner, no telemetry, no log lines; errors that Chronicle only logs are kept. */
final class Chronicle {

    /** A queue is one file for ever: its clock stands still, so it never rolls. */
    static final String FILE = "19700101F.cq4";

    static final String METADATA = "metadata.cq4t";
    private static final int BLOCK = 4 << 20;
    private static final AtomicReference<@Nullable String> ERROR = new AtomicReference<>();
    private static boolean prepared;

    private Chronicle() {}

    static SingleChronicleQueue open(Path directory, boolean readOnly) {
        prepare();
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> 0L)
                .blockSize(BLOCK)
                .readOnly(readOnly)
                .build();
    }

    private static synchronized void prepare() {
        if (prepared) {
            return;
        }
        ChronicleFlags.require();
        List.of(
                        "chronicle.analytics.disable",
                        "chronicle.announcer.disable",
                        "chronicle.disk.monitor.disable",
                        "disable.perf.info",
                        "disable.discard.warning",
                        "disable.resource.warning")
                .forEach(property -> SystemSettings.setDefault(property, "true"));
        Jvm.setExceptionHandlers(
                (type, message, thrown) -> ERROR.compareAndSet(null, message + (thrown == null ? "" : ": " + thrown)),
                null,
                null);
        prepared = true;
    }

    /** Does nothing if all is well.
     *
     * @throws JournalException if Chronicle reported an error since the last call
     */
    static void checkErrors(Path directory) {
        String error = ERROR.getAndSet(null);
        if (error != null) {
            throw new JournalException("The queue in " + directory + " reported an error: " + error
                    + "\nMaybe open the study again: the queue is then built anew from the verified events.");
        }
    }
}
