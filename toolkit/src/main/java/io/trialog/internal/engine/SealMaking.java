package io.trialog.internal.engine;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.codec.EventId;
import io.trialog.internal.journal.store.Finding;
import io.trialog.internal.journal.store.LogCheck;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.study.Seal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a seal of a log that is read from its beginning. Of a study that runs, only what is known to be acknowledged is sealed: each
 * event tells by its {@code id} which one that was when it was written.
 */
public final class SealMaking implements Consumer<StoredEvent> {

    private final Deque<Seal> last = new ArrayDeque<>();
    private String studyId = "";
    private String name = "";
    private long proven = -1;

    private SealMaking() {}

    /**
     * Seals a study on the disk, whoever runs it.
     *
     * @param before a seal that was made earlier, of which the log must hold what was sealed; or {@code null}
     * @throws DamagedLogException if the log is damaged, or is not as it was sealed before
     */
    public static Seal of(Path directory, @Nullable Seal before) {
        boolean held = StudyLog.isHeld(directory);
        SealMaking making = new SealMaking();
        SealComparison comparison = before == null ? null : new SealComparison(before);
        LogCheck check = LogCheck.of(
                directory, ThisProcess.ofThisProcess(), comparison == null ? making : making.andThen(comparison));
        if (!check.failure().isEmpty()) {
            throw new DamagedLogException("Only a whole log can be sealed. " + check.failure());
        }
        for (Finding finding : check.findings()) {
            if (!finding.isHarmless()) {
                throw new DamagedLogException("Only a whole log can be sealed. " + finding.message());
            }
        }
        if (comparison != null && !comparison.isKept()) {
            throw new DamagedLogException(
                    "Only a log that holds what was sealed before can be sealed again. " + comparison.finding());
        }
        return held ? making.acknowledged() : making.head();
    }

    /** Seals an open study; everything that it decided is acknowledged before. */
    public static Seal of(Journal journal) {
        journal.commit();
        SealMaking making = new SealMaking();
        journal.read(0, stored -> {
            making.accept(stored);
            return true;
        });
        return making.head();
    }

    @Override
    public void accept(StoredEvent stored) {
        String id = StudyIdentity.given(stored);
        studyId = id == null ? studyId : id;
        if (stored.event() instanceof StudyEvent.StudyCreated created) {
            name = created.settings().name();
        }
        Envelope envelope = stored.envelope();
        last.add(new Seal(studyId, name, envelope.seq(), envelope.hash(), envelope.at()));
        proven = Math.max(proven, EventId.provenDurable(stored.line()));
        while (last.size() > 1 && last.element().seq() < proven) {
            last.remove();
        }
    }

    private Seal head() {
        return Objects.requireNonNull(last.peekLast(), "a log has a first event");
    }

    private Seal acknowledged() {
        return Objects.requireNonNull(last.peekFirst(), "a log has a first event");
    }
}
