package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.journal.Recording;
import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running trials that were asked for, and the parameters that they ask for. Its controller lets one thread in at a time. */
final class AskedTrials {

    private final FoldedJournal log;
    private final Proposer proposer;
    private final KnownKinds kinds;
    private final Map<Integer, AskedTrial> trials = new HashMap<>();

    /** What a trial was asked on, and the names it has asked for so far. */
    private record AskedTrial(StudyView basis, Set<String> names) {}

    /**
     * @param bases the views on which the trials that run already were asked for, by number
     */
    AskedTrials(FoldedJournal log, Proposer proposer, Map<Integer, StudyView> bases) {
        this.log = log;
        this.kinds = new KnownKinds(log);
        this.proposer = proposer;
        bases.forEach(this::add);
    }

    void add(int number, StudyView basis) {
        trials.put(number, new AskedTrial(basis, new HashSet<>()));
    }

    /**
     * The value of a parameter; one that is not in the trial's plan is recorded.
     *
     * @throws TrialogException if the study knows the name with another kind of distribution
     */
    @Nullable
    Object suggest(TrialRecord trial, String name, Distribution wanted) {
        AskedTrial asked = trials.get(trial.number());
        if (asked == null) {
            throw new IllegalStateException("Trial " + trial.number() + " is not known to have been asked for.");
        }
        Distribution distribution = kinds.checked(trial, name, wanted);
        Distribution known = trial.distribution(name);
        if (asked.names().contains(name) && known != null) {
            return known.toExternal(trial.internal(name));
        }
        Object value = proposer.suggest(asked.basis(), trial, name, distribution);
        asked.names().add(name);
        if (!distribution.equals(known) || distribution.toInternal(value) != trial.internal(name)) {
            log.append(Recording.of(new StudyEvent.ParameterSuggested(name, value, distribution))
                    .attemptOf(trial));
        }
        kinds.learn(trial, name, distribution);
        return value;
    }

    /** Forgets a trial that ends; returns the names of its joint plan that it never asked for. */
    List<String> end(TrialRecord trial) {
        AskedTrial ended = trials.remove(trial.number());
        if (ended == null || !log.view().settings().space().isEmpty()) {
            return List.of();
        }
        List<String> unused = new ArrayList<>(trial.shape().names());
        unused.removeAll(ended.names());
        return unused;
    }
}
