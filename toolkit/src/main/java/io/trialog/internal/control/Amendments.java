package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.exception.RefusedException;
import io.trialog.internal.journal.Recording;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about trials that have ended, here or elsewhere: they do not count, they run again, they are added. Every
 * decision is durable when its method returns. Safe for use by several threads.
 */
public final class Amendments {

    private final Controller controller;
    private final FoldedJournal log;
    private final AskedTrials asked;

    Amendments(Controller controller, FoldedJournal log, AskedTrials asked) {
        this.controller = controller;
        this.log = log;
        this.asked = asked;
    }

    /**
     * Declares a finished trial void.
     *
     * @throws IllegalArgumentException if there is no such trial, or no reason is given
     */
    public void makeVoid(int number, String reason) {
        synchronized (controller) {
            log.requireVoidable(number, reason);
            log.append(Recording.of(new StudyEvent.TrialVoided(reason)).trial(number));
        }
        controller.commit();
    }

    /**
     * Lets failed trials run again, with their numbers and values: each is RUNNING and waits for its next attempt.
     *
     * @throws IllegalArgumentException if there is no such trial; nothing is retried then
     * @throws RefusedException if one did not fail, or is void; nothing is retried then
     */
    public void retry(List<Integer> numbers, String reason) {
        synchronized (controller) {
            numbers.forEach(this::requireFailed);
            for (int number : numbers) {
                TrialRecord trial = log.trial(number);
                log.append(Recording.of(new StudyEvent.TrialRetried(reason))
                        .trial(number)
                        .attempt(trial.attempt() + 1));
                asked.add(number, log.view());
            }
        }
        controller.commit();
    }

    private void requireFailed(int number) {
        TrialRecord trial = log.trial(number);
        if (log.view().isVoided(number)) {
            throw new RefusedException("A trial that is void can't run again, but trial " + number + " is void.");
        } else if (trial.state() != TrialState.FAIL) {
            throw new RefusedException(
                    "Only a trial that failed can run again, but trial " + number + " is " + trial.state() + ".");
        }
    }

    /**
     * A result from elsewhere.
     *
     * @param source where it comes from, in words
     * @param params the values of its parameters, in external form
     * @param values one per direction
     * @param metrics the values of other metrics
     * @param userAttributes what is attached to it
     */
    public record Result(
            String source,
            Map<String, @Nullable Object> params,
            List<Double> values,
            Map<String, Double> metrics,
            Map<String, @Nullable Object> userAttributes) {}

    /**
     * What became of results.
     *
     * @param trials the new trials
     * @param skipped how many results the study had already
     */
    public record Added(List<Integer> trials, int skipped) {}

    /**
     * Adds results as COMPLETE trials. A result with the values of a COMPLETE trial, parameters and objectives alike, is skipped.
     *
     * @throws IllegalArgumentException if a result does not fit into the study; nothing is added then
     */
    public Added add(List<Result> results) {
        Added added = controller.changingNumbers(() -> {
            StudyView view = log.view();
            List<StudyEvent.TrialAdded> events = results.stream()
                    .map(result -> new AddedResult(result, view).event())
                    .toList();
            KnownResults known = KnownResults.of(view);
            List<Integer> numbers = new ArrayList<>();
            for (StudyEvent.TrialAdded event : events) {
                if (known.add(event.params(), event.values())) {
                    int number = log.trialCount();
                    log.append(Recording.of(event).trial(number));
                    numbers.add(number);
                }
            }
            return new Added(List.copyOf(numbers), events.size() - numbers.size());
        });
        controller.commit();
        return added;
    }

    /**
     * Puts a trial with values for some parameters into the queue.
     *
     * @param onlyNew whether nothing is done if a trial with exactly these values is there, in any state
     * @return its number, and whether it is new
     */
    public Enqueuing enqueue(
            Map<String, @Nullable Object> params, Map<String, @Nullable Object> userAttributes, boolean onlyNew) {
        Enqueuing enqueuing = controller.changingNumbers(() -> {
            Map<String, @Nullable Object> checked =
                    Enqueued.checked(params, log.view().settings().space());
            TrialRecord same = onlyNew ? same(checked) : null;
            if (same != null) {
                return new Enqueuing(same.number(), false);
            }
            int number = log.trialCount();
            log.append(Recording.of(new StudyEvent.TrialEnqueued(checked, userAttributes))
                    .trial(number));
            return new Enqueuing(number, true);
        });
        controller.commit();
        return enqueuing;
    }

    /** A trial that was to be put into the queue: a new one, or the one that had the same values. */
    public record Enqueuing(int trial, boolean isNew) {}

    private @Nullable TrialRecord same(Map<String, @Nullable Object> params) {
        for (TrialRecord trial : log.view().trials()) {
            if (!log.view().isVoided(trial.number())
                    && (trial.fixed().equals(params) || trial.params().equals(params))) {
                return trial;
            }
        }
        return null;
    }
}
