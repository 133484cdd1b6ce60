package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.journal.Journal;
import io.trialog.study.StudyView;
import java.time.Instant;

/** Shows a study as it was, by folding a prefix of its log again. */
public final class TimeTravel {

    private final Journal journal;

    TimeTravel(Journal journal) {
        this.journal = journal;
    }

    /** Returns the study as it was after an event. */
    public StudyView at(long seq) {
        if (seq < 0 || seq > journal.lastSeq()) {
            throw new TrialogException(
                    "The position must be between 0 and " + journal.lastSeq() + ", but is " + seq + ".");
        }
        journal.commit();
        StudyFold fold = new StudyFold();
        journal.read(0, stored -> {
            fold.apply(stored);
            return fold.position() < seq;
        });
        return fold.view();
    }

    /** Returns the study as it was at an instant. */
    public StudyView at(Instant instant) {
        journal.commit();
        StudyFold fold = new StudyFold();
        journal.read(0, stored -> {
            if (stored.envelope().at().isAfter(instant)) {
                return false;
            }
            fold.apply(stored);
            return true;
        });
        if (fold.position() < 0) {
            throw new TrialogException("The study did not exist yet at " + instant + ".");
        }
        return fold.view();
    }
}
