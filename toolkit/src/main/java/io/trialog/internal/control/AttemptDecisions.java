package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.AttemptText;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.platform.Ids;
import io.trialog.spi.PruningDecision;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.Loss;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Appends how attempts begin and are lost. Its controller lets one thread in at a time.
 *
 * @param log where that is appended
 * @param studyId the id of the study, with which every token begins
 */
record AttemptDecisions(FoldedJournal log, String studyId) {

    /** The current attempt of a trial is lost. */
    void lose(TrialRecord trial, Loss loss) {
        StudyEvent lost = new StudyEvent.JobStateChanged(AttemptState.LOST.name(), AttemptText.of(loss), null, null, 0);
        log.append(Recording.of(lost).attemptOf(trial));
    }

    /** The pruner has looked at a trial. */
    void prune(TrialRecord trial, PruningDecision decision, long cause) {
        if (decision.prune()) {
            log.append(Recording.of(StudyEvent.PruneDecided.of(decision.record()))
                    .attemptOf(trial)
                    .causedBy(cause));
        }
    }

    /** A person does not want a trial any more, if it runs and that does not stand in the log yet. */
    void cancel(TrialRecord trial, String reason) {
        if (trial.state() == TrialState.RUNNING && trial.cancel() == null) {
            log.append(Recording.of(new StudyEvent.CancelDecided(reason)).attemptOf(trial));
        }
    }

    /** The current attempt of a trial is about to be submitted; returns its token. */
    String intend(TrialRecord trial, String executor, Map<String, @Nullable Object> resources) {
        return intend(trial.number(), trial.attempt(), executor, resources);
    }

    /** A trial gets its next attempt; the attempt before is lost, which may stand in the log, or failed and is retried. */
    void begin(
            TrialRecord trial,
            Loss loss,
            String executor,
            Function<TrialRecord, Map<String, @Nullable Object>> resources) {
        if (trial.awaitsRetry()) {
            intend(trial, executor, resources.apply(trial));
            return;
        }
        Attempt last = trial.lastAttempt();
        if (last == null || !last.isLost()) {
            lose(trial, loss);
        }
        intend(trial.number(), trial.attempt() + 1, executor, resources.apply(log.trial(trial.number())));
    }

    private String intend(int trial, int attempt, String executor, Map<String, @Nullable Object> resources) {
        String token = token(trial, attempt);
        log.append(Recording.of(new StudyEvent.JobSubmitIntended(token, executor, resources))
                .trial(trial)
                .attempt(attempt));
        return token;
    }

    /** What identifies an attempt for ever, also among copies of the study; it stands in the log. */
    private String token(int trial, int attempt) {
        return studyId.substring(0, Math.min(8, studyId.length())) + "-" + trial + "-" + attempt + "-"
                + Ids.nextShort();
    }
}
