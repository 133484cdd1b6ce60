package io.trialog.internal.control;

import io.trialog.event.StoredEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.ChangedTrials;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.fold.Watched;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.projection.ProjectionSource.Snapshot;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of an open study and what is folded from it: every event that is appended is folded at once. Not safe for use
 * by several threads, except for {@link #commit} and {@link #makeDurable}.
 */
final class FoldedJournal {

    /** How many events back the trials that changed are remembered one by one. */
    private static final int REMEMBERED_CHANGES = 1 << 16;

    private final Journal journal;
    private final StudyFold fold;
    private final ChangedTrials changed;
    private final EventHashes hashes;
    private final List<Consumer<StoredEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Door door = new Door();

    FoldedJournal(Journal journal, OpenedHistory history) {
        this.journal = journal;
        this.fold = history.fold();
        this.changed = new ChangedTrials(fold.position() + 1, REMEMBERED_CHANGES);
        this.hashes = history.hashes();
    }

    /** Is told, in no time, what was appended and folded. */
    void onAppended(Consumer<StoredEvent> listener) {
        listeners.add(listener);
    }

    /** Is told what was too large and is cut or left out. */
    void onNote(Consumer<String> newListener) {
        door.onNote(newListener);
    }

    /**
     * Appends an event, cut where it is too large.
     *
     * @throws IllegalArgumentException if it is too large for that
     */
    StoredEvent append(Recording recording) {
        return Objects.requireNonNull(offer(recording), "only reports and attributes are left out");
    }

    /**
     * Appends an event, or what the door leaves of it.
     *
     * @return the event as it was appended, or {@code null} if nothing of it is left
     * @throws IllegalArgumentException if it belongs to no trial and is too large
     */
    @Nullable
    StoredEvent offer(Recording recording) {
        Door.Admitted admitted = door.admit(recording, fold.view().settings());
        admitted.notes().forEach(this::add);
        Recording event = admitted.event();
        return event == null ? null : add(event);
    }

    private StoredEvent add(Recording recording) {
        StoredEvent stored = journal.append(recording);
        fold.apply(stored);
        changed.add(stored);
        hashes.add(stored.envelope().hash());
        listeners.forEach(listener -> listener.accept(stored));
        return stored;
    }

    /** Waits until everything appended so far is durable. */
    void commit() {
        journal.commit();
    }

    void makeDurable(long position) {
        if (journal.durableSeq() < position) {
            journal.commit();
        }
    }

    StudyView view() {
        return fold.view();
    }

    /** The time of the last event. */
    Instant lastAt() {
        return fold.lastAt();
    }

    int trialCount() {
        return fold.trialCount();
    }

    /**
     * The trial as it stands.
     *
     * @throws IllegalArgumentException if there is no such trial
     */
    TrialRecord trial(int number) {
        if (number < 0 || number >= fold.trialCount()) {
            throw new IllegalArgumentException("There is no trial " + number + ": the study has " + fold.trialCount()
                    + (fold.trialCount() == 1 ? " trial" : " trials") + ", counted from 0.");
        }
        return fold.trial(number);
    }

    /**
     * The trial as it stands, if it runs.
     *
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if it does not run
     */
    TrialRecord running(int number) {
        TrialRecord trial = trial(number);
        if (trial.state() != TrialState.RUNNING) {
            throw new TrialogException("Trial " + number + " must be RUNNING for this, but is " + trial.state() + ".");
        }
        return trial;
    }

    /** Only what has ended can be declared void, once and for a reason. */
    void requireVoidable(int number, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "The reason why trial " + number + " is void must be told, but is '" + reason + "'.");
        }
        TrialState state = trial(number).state();
        if (!state.isFinished()) {
            throw new TrialogException(
                    "Only a finished trial can be declared void, but trial " + number + " is " + state + ".");
        }
        if (fold.view().isVoided(number)) {
            throw new TrialogException("Trial " + number + " must not be void already, but is.");
        }
    }

    /** What a trial reported of the metric by which the pruner judges. */
    Reports watched(TrialRecord trial) {
        return Watched.reports(fold.view().settings(), trial);
    }

    /** The study as it stands, and the trials that changed since a position. */
    Snapshot snapshot(long since) {
        StudyView view = fold.view();
        String head = Objects.requireNonNull(hashes.at(view.position()));
        return new Snapshot(view, head, changed.between(since, view.position(), view.trialCount()));
    }

    @Nullable
    String hashAt(long position) {
        return hashes.at(position);
    }
}
