package io.trialog.event;

import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.trial.FailCause;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in the past tense. Kinds are only ever added, never renamed or removed; components may be added. The
 * trial and the attempt that an event concerns stand in its {@link Envelope}.
 */
public sealed interface StudyEvent {

    /** The study exists: always the first event. */
    record StudyCreated(String studyId, Settings settings, Platform platform) implements StudyEvent {}

    /** The machine and software on which something was decided: arithmetic differs between some of them. */
    record Platform(String toolkit, String java, String os, String arch) {}

    /** The rule by which a sampler or a pruner decides: its type, and the number of the rule. */
    record Rule(String type, int number) {}

    /**
     * A plug-in that a controller had.
     *
     * @param name the name of the file
     * @param sha256 the hash of its bytes, in hexadecimal digits; empty if it can't be read
     */
    record PlugIn(String name, String sha256) {}

    /**
     * A controller took charge: always the first event of its epoch.
     *
     * @param continuesSeq the sequence number of the last event it accepts, -1 in a new study
     * @param continuesHash the hash of that event, empty in a new study
     * @param directory the study directory as this controller sees it
     * @param durability the level in force: {@code full}, {@code ledger}, {@code local} or {@code memory}
     * @param reason why: {@code opened}, {@code resumed}, {@code takeover}, {@code moved}, {@code copied}, ...
     * @param plugIns the plug-ins of this controller, in the order in which they were named; format 2
     */
    record ControllerStarted(
            long continuesSeq,
            String continuesHash,
            String host,
            String bootId,
            long pid,
            String directory,
            String durability,
            String reason,
            Platform platform,
            List<PlugIn> plugIns)
            implements StudyEvent {}

    /** A controller ended in good order. */
    record ControllerStopped(String reason) implements StudyEvent {}

    /** Another process asked the controller for something. */
    record CommandReceived(String commandId, String kind, Map<String, @Nullable Object> arguments)
            implements StudyEvent {}

    /** A trial waits with values for some parameters. The envelope names the new trial. */
    record TrialEnqueued(Map<String, @Nullable Object> params, Map<String, @Nullable Object> userAttributes)
            implements StudyEvent {}

    /**
     * A trial started: a waiting one, or a new one with the next number.
     *
     * @param basis the sequence number of the last event that the sampler saw
     * @param params every value known at the ask, in external form: those of a declared space, or the joint plan
     * @param explanation where they come from, in the sampler's words
     * @param runner who runs it: {@code in-process}, {@code command} or {@code manual}
     * @param sampler the rule that proposed the values; {@code null} in format 1, and for a trial of another program
     * @param memo what the sampler wants to be told of this trial later; empty in format 1
     */
    record TrialAsked(
            long basis,
            Map<String, @Nullable Object> params,
            String explanation,
            String runner,
            @Nullable Rule sampler,
            Map<String, @Nullable Object> memo)
            implements StudyEvent {

        /**
         * A trial that no sampler of this version proposed.
         *
         * @param basis what it is based on
         * @param params values by the names of parameters
         * @param explanation why, in words
         * @param runner who runs it
         */
        public TrialAsked(long basis, Map<String, @Nullable Object> params, String explanation, String runner) {
            this(basis, params, explanation, runner, null, Map.of());
        }
    }

    /** A value outside the plan, or with another distribution than the plan's, was suggested to a running trial. */
    record ParameterSuggested(String name, @Nullable Object value, Distribution distribution) implements StudyEvent {}

    /**
     * An attempt is about to be submitted, identified for ever by its token. Starts attempts after the first, too.
     *
     * @param resources what it asks a cluster for: {@code gpus}, {@code cpus}, {@code mem}, {@code time}, ...; empty elsewhere
     */
    record JobSubmitIntended(String token, String executor, Map<String, @Nullable Object> resources)
            implements StudyEvent {

        /**
         * An attempt that asks for nothing in particular.
         *
         * @param token identifies the attempt for ever
         * @param executor where it is submitted
         */
        public JobSubmitIntended(String token, String executor) {
            this(token, executor, Map.of());
        }
    }

    /**
     * The executor accepted the attempt.
     *
     * @param given what the executor gave to it on this machine: {@code slot}, {@code devices}; empty elsewhere, and in format 1
     */
    record JobSubmitted(String token, String nativeId, Map<String, @Nullable Object> given) implements StudyEvent {

        /**
         * An attempt that was given nothing in particular.
         *
         * @param token identifies the attempt for ever
         * @param nativeId how the executor knows the job
         */
        public JobSubmitted(String token, String nativeId) {
            this(token, nativeId, Map.of());
        }
    }

    /** The attempt was not submitted. */
    record JobSubmissionFailed(String token, String kind, String message) implements StudyEvent {}

    /**
     * The attempt's job was seen in another state.
     *
     * @param state a name of {@code executor.JobState}
     * @param reason the scheduler's words, or why Trialog thinks so
     * @param details what else is known: {@code node}, {@code since} (when the program was started, by its node's clock, as
     *     ISO 8601), {@code seconds} (how long it ran) and {@code failedNode} ({@code node} and {@code reason}: a node that
     *     failed under a run of the job, which the scheduler starts again)
     */
    record JobStateChanged(
            String state,
            String reason,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            int restart,
            Map<String, @Nullable Object> details)
            implements StudyEvent {

        /**
         * A state without details.
         *
         * @param state the state
         * @param reason why, in words
         * @param exitCode the exit code, or {@code null}
         * @param signal the signal that ended it, or {@code null}
         * @param restart how often the scheduler has restarted the job, from 0
         */
        public JobStateChanged(
                String state, String reason, @Nullable Integer exitCode, @Nullable Integer signal, int restart) {
            this(state, reason, exitCode, signal, restart, Map.of());
        }
    }

    /**
     * A trial reported intermediate values.
     *
     * @param restart the scheduler's restart count, 0 for the first run of the attempt
     * @param workerSeq the worker's own sequence number, -1 if it has none; (attempt, restart, workerSeq) is unique
     * @param step the step, not negative
     * @param values metric to value; may be NaN or infinite
     * @param printed whether they were found in what the program printed; never in a study that does not tell printed values
     *     from reported ones
     */
    record ValueReported(int restart, long workerSeq, long step, Map<String, Double> values, boolean printed)
            implements StudyEvent {

        /**
         * Values that the program reported itself.
         *
         * @param restart how often the scheduler has restarted the job, from 0
         * @param workerSeq which report of the program this is, from 0
         * @param step the step
         * @param values the values
         */
        public ValueReported(int restart, long workerSeq, long step, Map<String, Double> values) {
            this(restart, workerSeq, step, values, false);
        }
    }

    /** The pruner decided to stop a trial. See {@link io.trialog.trial.PruneRecord} for the components. */
    record PruneDecided(
            long step, String rule, double threshold, double compared, int count, int rung, long horizon, long warmup)
            implements StudyEvent {

        /**
         * Makes the event from the decision that a pruner took.
         *
         * @param r the decision
         * @return the event
         */
        public static PruneDecided of(PruneRecord r) {
            return new PruneDecided(
                    r.step(), r.rule(), r.threshold(), r.compared(), r.count(), r.rung(), r.horizon(), r.warmup());
        }

        /** {@return the decision as it stands in the record of its trial} */
        public PruneRecord record() {
            return new PruneRecord(step, rule, threshold, compared, count, rung, horizon, warmup);
        }
    }

    /** A person does not want a trial any more, for this reason; its job, if there is one, is about to be ended. */
    record CancelDecided(String reason) implements StudyEvent {}

    /**
     * A trial ended.
     *
     * @param state COMPLETE, PRUNED or FAIL
     * @param values one per direction if COMPLETE; the last intermediate value, or none, if PRUNED; none if FAIL
     * @param metrics the last value of every other metric
     * @param unused names of the joint plan that the trial never asked for; they are no parameters of it
     * @param reason why it failed or was pruned; empty otherwise
     * @param cause the kind of failure; {@code null} unless FAIL, and in format 1
     */
    record TrialTold(
            TrialState state,
            List<Double> values,
            Map<String, Double> metrics,
            List<String> unused,
            String reason,
            @Nullable FailCause cause)
            implements StudyEvent {

        /**
         * An end without a cause.
         *
         * @param state the state
         * @param values the values
         * @param metrics the last values by metric
         * @param unused how many were not used
         * @param reason why, in words
         */
        public TrialTold(
                TrialState state,
                List<Double> values,
                Map<String, Double> metrics,
                List<String> unused,
                String reason) {
            this(state, values, metrics, unused, reason, null);
        }
    }

    /** A trial that has ended runs again, with the same number and values; its old end does not count. Format 2. */
    record TrialRetried(String reason) implements StudyEvent {}

    /**
     * A trial was run elsewhere, and its result was added: it is COMPLETE. The envelope names the new trial. Format 2.
     *
     * @param source where the result comes from, in words
     * @param params the values of its parameters, in external form
     * @param distributions their distributions, by the same names in the same order
     * @param values one per direction
     * @param metrics the values of other metrics
     * @param constraints the values of constraints by name
     * @param userAttributes what is attached to it
     */
    record TrialAdded(
            String source,
            Map<String, @Nullable Object> params,
            Map<String, Distribution> distributions,
            List<Double> values,
            Map<String, Double> metrics,
            Map<String, Double> constraints,
            Map<String, @Nullable Object> userAttributes)
            implements StudyEvent {}

    /**
     * A rule of the study says that no further trial is started. Format 2. See {@link StopState.Decision} for the components.
     */
    record StopDecided(String rule, double value, double bound, long basis, String reason) implements StudyEvent {

        /**
         * Returns the decision as it stands in the view of the study.
         *
         * @param at the time of the event
         * @return the decision
         */
        public StopState.Decision decision(Instant at) {
            return new StopState.Decision(rule, value, bound, basis, reason, at);
        }
    }

    /**
     * A person goes on with a study that a rule has stopped. Format 2.
     *
     * @param rule the name of the rule
     * @param finished the rule does not stop the study again before it holds this many finished trials
     */
    record StopLifted(String rule, int finished) implements StudyEvent {}

    /**
     * A file belongs to the study, or to the envelope's trial. Format 2.
     *
     * @param name what it is called
     * @param path where it lies, relative to the directory of the study unless it lies outside
     * @param bytes its size
     * @param sha256 the hash of its bytes, in hexadecimal digits
     */
    record ArtifactRecorded(String name, String path, long bytes, String sha256) implements StudyEvent {}

    /**
     * A person goes on with a log that has lost acknowledged events. Format 2.
     *
     * @param from the sequence number of the first lost event
     * @param to the sequence number of the last lost event that is known of
     * @param reason what was lost, in words
     */
    record LossAccepted(long from, long to, String reason) implements StudyEvent {}

    /**
     * An attribute of the study, or of the envelope's trial, was set.
     *
     * @param kind {@code user}, {@code system}, {@code constraint} (then the value is a number) or {@code note} (what was odd, for
     *     people; without effect)
     */
    record AttributeSet(String kind, String key, @Nullable Object value) implements StudyEvent {}

    /** Settings changed: bounds, new parameters, executor, sampler, pruner, objective. */
    record StudySettingsChanged(Settings settings, List<String> differences) implements StudyEvent {}

    /** A finished trial is not to be counted or learned from. */
    record TrialVoided(String reason) implements StudyEvent {}

    /** An event of a kind that this version does not know: kept, chained, without effect. */
    record Unknown() implements StudyEvent {}
}
