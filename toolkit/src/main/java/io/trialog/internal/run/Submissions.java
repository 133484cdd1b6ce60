package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.Refusal;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Attempts whose intent stands in the log and whose job is not known to exist yet. What was certainly not submitted is
 * tried again, later and later; what may have been submitted is looked up, and never submitted a second time.
 */
final class Submissions {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Controller controller;
    private final AttemptFactory attempts;
    private final InstantSource clock;
    private final Outcome outcome;
    private final UnwantedTrials unwanted;
    private final Consumer<String> notes;
    private final List<Waiting> waiting = new ArrayList<>();

    /** What becomes of them. */
    interface Outcome {

        /** The job was accepted, or found. */
        void accepted(RunningAttempt attempt);

        /** There is no job, and there will be none for this attempt. */
        void lost(TrialRecord trial, Loss loss) throws IOException;

        /** It was refused for good. */
        void refused(TrialRecord trial, SubmissionException refusal);
    }

    /** One of them. */
    private static final class Waiting {
        private final int trial;
        private Duration wait = FIRST_WAIT;
        private Instant next;
        private @Nullable Instant unclearSince;
        private boolean failed;
        private boolean hurried;

        Waiting(int trial, Instant next, @Nullable Instant unclearSince) {
            this.trial = trial;
            this.next = next;
            this.unclearSince = unclearSince;
        }

        void later(Instant now) {
            next = now.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            failed = true;
        }
    }

    /**
     * @param unwanted the trials that a person does not want any more
     * @param notes hears about what a user should know
     */
    Submissions(
            Controller controller,
            AttemptFactory attempts,
            Outcome outcome,
            UnwantedTrials unwanted,
            Consumer<String> notes) {
        this.controller = controller;
        this.attempts = attempts;
        this.clock = attempts.clock();
        this.outcome = outcome;
        this.unwanted = unwanted;
        this.notes = notes;
    }

    /** Begins the present attempt of a trial: its intent is made durable, then it is submitted as soon as that is possible. */
    void begin(TrialRecord trial) {
        controller.intend(trial.number(), attempts.settings().executor(), attempts.resources(trial));
        controller.commit();
        add(trial.number());
    }

    /** Submits the current attempt of a trial, whose intent is durable, as soon as that is possible. */
    void add(int trial) {
        waiting.add(new Waiting(trial, clock.instant(), null));
    }

    /**
     * Takes over an attempt whose submission an earlier controller intended, without an answer in the log. One that still
     * waited for its turn is submitted now.
     */
    void adopt(TrialRecord trial) {
        Attempt attempt = Objects.requireNonNull(trial.lastAttempt());
        boolean unclear = attempt.state() == AttemptState.REFUSED
                ? attempt.status().refusal() == Refusal.AMBIGUOUS
                : attempts.isBegun(trial);
        waiting.add(new Waiting(trial.number(), clock.instant(), unclear ? attempt.changedAt() : null));
    }

    boolean has(int trial) {
        return waiting.stream().anyMatch(one -> one.trial == trial);
    }

    int size() {
        return waiting.size();
    }

    /** Whether one of them could not be submitted at once: no further trial should be asked for then. */
    boolean isBlocked() {
        return waiting.stream().anyMatch(one -> one.failed);
    }

    /** A job has ended: what waited for a limit on the number of jobs may be tried again at once. */
    void jobEnded() {
        Instant now = clock.instant();
        waiting.stream().filter(one -> one.unclearSince == null).forEach(one -> one.next = now);
    }

    /** Ends all that wait and were certainly not submitted; returns their trials. */
    List<Integer> giveUp() {
        List<Waiting> given =
                waiting.stream().filter(one -> one.unclearSince == null).toList();
        waiting.removeAll(given);
        return given.stream().map(one -> one.trial).toList();
    }

    /** Tries what is due. */
    void advance() throws IOException {
        for (Waiting one : List.copyOf(waiting)) {
            String cancelled = unwanted.reason(one.trial);
            if (cancelled != null && one.unclearSince == null) {
                drop(one, cancelled);
            } else if (cancelled != null && !one.hurried || !clock.instant().isBefore(one.next)) {
                if (one.unclearSince == null) {
                    submit(one);
                } else {
                    lookUp(one, one.unclearSince);
                }
            }
        }
    }

    private void drop(Waiting one, String reason) throws IOException {
        TrialRecord trial = controller.trial(one.trial);
        attempts.forbid(trial);
        waiting.remove(one);
        unwanted.end(trial, reason);
    }

    private void submit(Waiting one) throws IOException {
        if (!attempts.hasRoom()) {
            return;
        }
        TrialRecord trial = controller.trial(one.trial);
        try {
            accept(one, attempts.start(trial));
        } catch (SubmissionException e) {
            boolean first = !one.failed;
            one.later(clock.instant());
            if (e.kind() == Kind.PERMANENT) {
                waiting.remove(one);
                outcome.refused(trial, e);
            } else if (e.kind() == Kind.AMBIGUOUS) {
                one.unclearSince = clock.instant();
                notes.accept("It is not clear whether trial " + one.trial + " was submitted (" + firstLine(e)
                        + "); it is being looked up.");
            } else if (first) {
                notes.accept("Trial " + one.trial + " can't be submitted now (" + firstLine(e)
                        + "); it is tried again, later and later.");
            }
        }
    }

    /** Also one that is not wanted any more is looked up first, so that no job is left behind. */
    private void lookUp(Waiting one, Instant since) throws IOException {
        TrialRecord trial = controller.trial(one.trial);
        String cancelled = unwanted.reason(one.trial);
        one.hurried = cancelled != null;
        RunningAttempt found;
        try {
            found = attempts.lookUp(trial);
        } catch (IOException e) {
            one.later(clock.instant()); // the scheduler does not answer: nothing is known, so nothing is done
            return;
        }
        if (found != null) {
            notes.accept("The job of trial " + one.trial + " was found: "
                    + found.handle().nativeId() + ".");
            accept(one, found);
        } else if (clock.instant().isBefore(since.plus(attempts.lookUpPeriod(trial)))) {
            one.later(clock.instant());
        } else if (cancelled != null) {
            drop(one, cancelled);
        } else {
            waiting.remove(one);
            attempts.forbid(trial);
            outcome.lost(trial, Loss.of(LossCause.NEVER_SEEN));
        }
    }

    private void accept(Waiting one, RunningAttempt attempt) {
        waiting.remove(one);
        outcome.accepted(attempt);
    }

    private static String firstLine(SubmissionException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
