package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ask before it stands in the log.
 *
 * @param basis the study as the sampler saw it
 * @param number the trial: the first that waits, else a new one
 * @param proposal its parameters
 */
record PreparedAsk(StudyView basis, int number, Proposer.Proposal proposal) {

    /** Prepares the next ask; {@code null} if there is nothing left to propose. */
    static @Nullable PreparedAsk on(StudyView basis, Proposer proposer, SearchEngines engines) {
        boolean exhausted =
                basis.waiting().isEmpty() && engines.sampler(basis.settings()).isExhausted(basis);
        return exhausted ? null : prepared(basis, proposer);
    }

    private static PreparedAsk prepared(StudyView basis, Proposer proposer) {
        List<TrialRecord> waiting = basis.waiting();
        int number = waiting.isEmpty() ? basis.trialCount() : waiting.get(0).number();
        Map<String, @Nullable Object> fixed =
                waiting.isEmpty() ? Map.of() : waiting.get(0).fixed();
        return new PreparedAsk(basis, number, proposer.propose(basis, number, fixed));
    }

    /** The same ask on a later view. */
    PreparedAsk again(StudyView later, Proposer proposer) {
        return prepared(later, proposer);
    }

    StudyEvent.TrialAsked event(String runner) {
        return new StudyEvent.TrialAsked(
                basis.position(),
                proposal.params(),
                proposal.explanation(),
                runner,
                SamplerCatalogue.rule(basis.settings().sampler()),
                proposal.memo());
    }
}
