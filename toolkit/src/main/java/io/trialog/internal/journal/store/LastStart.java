package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.internal.journal.codec.Head;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the newest events of a log say about how it was written. */
final class LastStart implements Consumer<StoredEvent> {

    private Head head = Head.NONE;
    private StudyEvent.@Nullable ControllerStarted started;
    private int logVersion = 1;

    @Override
    public void accept(StoredEvent stored) {
        head = new Head(
                stored.envelope().seq(),
                stored.envelope().hash(),
                stored.envelope().epoch(),
                stored.envelope().at());
        logVersion = Math.max(logVersion, EventCodec.logVersion(stored));
        if (stored.event() instanceof StudyEvent.ControllerStarted event) {
            started = event;
        }
    }

    Head head() {
        return head;
    }

    /** The last controller's own words, or {@code null}. */
    StudyEvent.@Nullable ControllerStarted started() {
        return started;
    }

    int logVersion() {
        return logVersion;
    }

    boolean isOfLaterVersion() {
        return logVersion > EventCodec.LOG_VERSION;
    }

    void addNote(List<String> notes) {
        if (isOfLaterVersion()) {
            notes.add("The log has version " + logVersion + ", but this Trialog writes version "
                    + EventCodec.LOG_VERSION + ": it is open for reading only.\nMaybe update Trialog.");
        }
    }
}
