package io.trialog.internal.fold;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a study for ever, among all studies of all users: drawn when it is created. A copy becomes a study of its
 * own with the event by which its controller started as {@code copied}; its id is made of that event's hash, so that everyone
 * derives the same from the log.
 */
public final class StudyIdentity {

    private static final String COPIED = "copied";

    private StudyIdentity() {}

    /** The id that the study has from this event on, or {@code null} if the event does not give it another one. */
    public static @Nullable String given(StoredEvent stored) {
        if (stored.event() instanceof StudyEvent.StudyCreated created) {
            return created.studyId();
        } else if (stored.event() instanceof StudyEvent.ControllerStarted started
                && started.reason().equals(COPIED)) {
            return ofHash(stored.envelope().hash());
        }
        return null;
    }

    /** The first 32 digits, in the groups of a UUID. */
    private static String ofHash(String hash) {
        return String.join(
                "-",
                hash.substring(0, 8),
                hash.substring(8, 12),
                hash.substring(12, 16),
                hash.substring(16, 20),
                hash.substring(20, 32));
    }
}
