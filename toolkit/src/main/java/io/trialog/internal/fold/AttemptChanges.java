package io.trialog.internal.fold;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.trial.Attempt;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each event about a job does to the record of its trial. */
final class AttemptChanges {

    private AttemptChanges() {}

    /** A new attempt starts from nothing: the reports of the lost one are not its own. */
    static TrialRecord withAttempt(TrialRecord trial, Envelope envelope, StudyEvent.JobSubmitIntended event) {
        int number = envelope.attempt();
        Attempt attempt = Attempt.intended(
                number, event.token(), event.executor(), Usage.asking(event.resources()), envelope.at());
        RecordDraft draft = new RecordDraft(trial).attempts(replaced(trial.attempts(), attempt));
        if (number > trial.attempt()) {
            draft.reports(Reports.NONE).curves(Map.of()).metrics(Map.of()).run(number, 0, trial.runner());
        }
        return draft.build();
    }

    static TrialRecord withJob(TrialRecord trial, Envelope envelope, StudyEvent event) {
        Attempt before = attempt(trial, envelope);
        Attempt after = before;
        int restart = trial.restart();
        if (event instanceof StudyEvent.JobSubmitted submitted) {
            after = before.submitted(submitted.nativeId(), envelope.at());
            after = submitted.given().isEmpty()
                    ? after
                    : after.using(after.usage().given(submitted.given()));
        } else if (event instanceof StudyEvent.JobSubmissionFailed failed) {
            after = before.in(AttemptText.refused(failed.kind(), failed.message()), envelope.at());
        } else if (event instanceof StudyEvent.JobStateChanged changed) {
            restart = Math.max(restart, changed.restart());
            after = before.in(AttemptText.status(changed.state(), changed.reason()), envelope.at())
                    .ended(changed.exitCode(), changed.signal(), changed.restart())
                    .using(JobUsage.after(before, changed, envelope.at()));
        }
        return new RecordDraft(trial)
                .attempts(replaced(trial.attempts(), after))
                .run(trial.attempt(), restart, trial.runner())
                .build();
    }

    /** The attempt that an event concerns; one that ran inside the controller was never submitted. */
    private static Attempt attempt(TrialRecord trial, Envelope envelope) {
        for (Attempt attempt : trial.attempts()) {
            if (attempt.number() == envelope.attempt()) {
                return attempt;
            }
        }
        Instant since = trial.startedAt() == null ? envelope.at() : trial.startedAt();
        return Attempt.intended(envelope.attempt(), "", trial.runner(), Usage.asking(Map.of()), since);
    }

    private static List<Attempt> replaced(List<Attempt> attempts, Attempt attempt) {
        List<Attempt> replaced = new ArrayList<>(attempts);
        replaced.removeIf(other -> other.number() == attempt.number());
        replaced.add(attempt);
        return List.copyOf(replaced);
    }
}
