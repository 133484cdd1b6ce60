package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.study.Seal;
import java.util.function.Consumer;

/** Holds a log, event by event from its beginning, against a seal that was made earlier. */
public final class SealComparison implements Consumer<StoredEvent> {

    private final Seal seal;
    private String studyId = "";
    private String idThere = "";
    private String hashThere = "";
    private long last = -1;

    /** Compares with a seal. */
    public SealComparison(Seal seal) {
        this.seal = seal;
    }

    @Override
    public void accept(StoredEvent stored) {
        String id = StudyIdentity.given(stored);
        studyId = id == null ? studyId : id;
        last = stored.envelope().seq();
        if (last == seal.seq()) {
            hashThere = stored.envelope().hash();
            idThere = studyId;
        } else if (last < seal.seq()) {
            hashThere = ""; // the log is read once more
        }
    }

    /** Returns whether the log holds what was sealed. */
    public boolean isKept() {
        return hashThere.equals(seal.hash()) && idThere.equals(seal.studyId());
    }

    /** Returns what was found, in a sentence. */
    public String finding() {
        String event = "the event with seq " + seal.seq();
        if (isKept()) {
            return "seal: the log holds " + event + " as it was sealed";
        } else if (hashThere.equals(seal.hash())) {
            return "The seal names the study " + seal.studyId() + ", but " + event + " belongs to the study " + idThere
                    + ": the seal was changed.";
        } else if (!studyId.isEmpty() && !studyId.equals(seal.studyId())) {
            return "The seal is of the study " + seal.studyId() + " ('" + seal.name() + "'), but this is the study "
                    + studyId + ".\nMaybe the file is the seal of another study, or this one is a copy.";
        } else if (hashThere.isEmpty()) {
            return "The seal names " + event + ", but the log ends at seq " + last + ": those from seq " + (last + 1)
                    + " to " + seal.seq() + " are lost, or can't be read.";
        }
        return capitalized(event) + " is not the one that was sealed: the log was changed at or before it."
                + "\nMaybe a copy of the study from before is kept elsewhere.";
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
