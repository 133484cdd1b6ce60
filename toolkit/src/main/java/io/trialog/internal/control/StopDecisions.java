package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.study.StopState;
import org.jspecify.annotations.Nullable;

/** Appends what the rules of a study decide about further trials. Safe for use by several threads. */
public final class StopDecisions {

    private final FoldedJournal log;
    private final Object lock;

    /**
     * @param log where decisions are appended
     * @param lock held while something is appended
     */
    StopDecisions(FoldedJournal log, Object lock) {
        this.log = log;
        this.lock = lock;
    }

    /** Whether no further trial is started, by a decision taken now or before. Durable. */
    public boolean areInForce() {
        boolean isStopped;
        synchronized (lock) {
            isStopped = inForce() != null;
        }
        if (isStopped) {
            log.commit();
        }
        return isStopped;
    }

    private StopState.@Nullable Decision inForce() {
        boolean isOpen = log.view().stop().decision() == null;
        StudyEvent.StopDecided due = isOpen ? StopJudgement.of(log.view(), log.lastAt()) : null;
        if (due != null) {
            log.append(Recording.of(due));
        }
        return log.view().stop().decision();
    }

    /** Lifts the rules that stop the study until it holds so many finished trials; without effect if none does. Durable. */
    public void lift(int finished) {
        synchronized (lock) {
            StopState.Decision decision = inForce();
            while (decision != null && log.view().succeededCount() < finished) {
                log.append(Recording.of(new StudyEvent.StopLifted(decision.rule(), finished)));
                decision = inForce();
            }
        }
        log.commit();
    }
}
