package io.trialog.internal.fold;

import io.trialog.trial.Artifact;
import io.trialog.trial.Attempt;
import io.trialog.trial.FailCause;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.Reports;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record of a trial under construction. */
final class RecordDraft {

    private static final double[] NOTHING = new double[0];

    private final int number;
    private TrialState state = TrialState.WAITING;
    private Shape shape = Shape.EMPTY;
    private double[] internals = NOTHING;
    private List<Double> values = List.of();
    private Reports reports = Reports.NONE;
    private Map<String, Reports> watched = Map.of();
    private Map<String, Reports> curves = Map.of();
    private Map<String, @Nullable Object> fixed = Map.of();
    private Map<String, @Nullable Object> userAttributes = Map.of();
    private Map<String, Double> constraints = Map.of();
    private Map<String, Double> metrics = Map.of();
    private int attempt;
    private int restart;
    private String runner = "";
    private @Nullable PruneRecord prune;
    private @Nullable String cancel;
    private @Nullable String error;
    private List<Attempt> attempts = List.of();
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;
    private @Nullable FailCause cause;
    private Map<String, @Nullable Object> memo = Map.of();
    private String source = "";
    private Map<String, Artifact> artifacts = Map.of();
    private List<Integer> retries = List.of();

    RecordDraft(int number) {
        this.number = number;
    }

    RecordDraft(TrialRecord from) {
        this.number = from.number();
        this.state = from.state();
        this.shape = from.shape();
        this.internals = from.internals();
        this.values = from.values();
        this.reports = from.reports();
        this.watched = from.watched();
        this.curves = from.curves();
        this.fixed = from.fixed();
        this.userAttributes = from.userAttributes();
        this.constraints = from.constraints();
        this.metrics = from.metrics();
        this.attempt = from.attempt();
        this.restart = from.restart();
        this.runner = from.runner();
        this.prune = from.prune();
        this.cancel = from.cancel();
        this.error = from.error();
        this.attempts = from.attempts();
        this.startedAt = from.startedAt();
        this.completedAt = from.completedAt();
        this.cause = from.cause();
        this.memo = from.memo();
        this.source = from.source();
        this.artifacts = from.artifacts();
        this.retries = from.retries();
    }

    RecordDraft state(TrialState newState) {
        state = newState;
        return this;
    }

    RecordDraft parameters(Shape newShape, double[] newInternals) {
        shape = newShape;
        internals = newInternals;
        return this;
    }

    RecordDraft values(List<Double> newValues) {
        values = List.copyOf(newValues);
        return this;
    }

    RecordDraft reports(Reports newReports) {
        reports = newReports;
        return this;
    }

    RecordDraft watched(Map<String, Reports> newWatched) {
        watched = newWatched;
        return this;
    }

    RecordDraft curves(Map<String, Reports> newCurves) {
        curves = newCurves;
        return this;
    }

    RecordDraft fixed(Map<String, @Nullable Object> newFixed) {
        fixed = newFixed;
        return this;
    }

    RecordDraft userAttributes(Map<String, @Nullable Object> newAttributes) {
        userAttributes = newAttributes;
        return this;
    }

    RecordDraft constraints(Map<String, Double> newConstraints) {
        constraints = newConstraints;
        return this;
    }

    RecordDraft metrics(Map<String, Double> newMetrics) {
        metrics = newMetrics;
        return this;
    }

    RecordDraft run(int newAttempt, int newRestart, String newRunner) {
        attempt = newAttempt;
        restart = newRestart;
        runner = newRunner;
        return this;
    }

    RecordDraft prune(PruneRecord newPrune) {
        prune = newPrune;
        return this;
    }

    RecordDraft cancel(String newCancel) {
        cancel = newCancel;
        return this;
    }

    RecordDraft error(String newError) {
        error = newError;
        return this;
    }

    RecordDraft attempts(List<Attempt> newAttempts) {
        attempts = newAttempts;
        return this;
    }

    RecordDraft startedAt(Instant at) {
        startedAt = at;
        return this;
    }

    RecordDraft completedAt(Instant at) {
        completedAt = at;
        return this;
    }

    RecordDraft cause(@Nullable FailCause newCause) {
        cause = newCause;
        return this;
    }

    RecordDraft memo(Map<String, @Nullable Object> newMemo) {
        memo = newMemo;
        return this;
    }

    RecordDraft artifacts(Map<String, Artifact> newArtifacts) {
        artifacts = newArtifacts;
        return this;
    }

    RecordDraft source(String newSource) {
        source = newSource;
        return this;
    }

    /** Takes back the end, and what was reported on the way to it; the next attempt is the present one, although it has not begun. */
    RecordDraft runAgain() {
        attempt++;
        restart = 0;
        retries = Stream.concat(retries.stream(), Stream.of(attempt)).toList();
        state = TrialState.RUNNING;
        values = List.of();
        reports = Reports.NONE;
        watched = Map.of();
        curves = Map.of();
        metrics = Map.of();
        constraints = Map.of();
        prune = null;
        cancel = null;
        error = null;
        cause = null;
        completedAt = null;
        return this;
    }

    TrialRecord build() {
        return new TrialRecord(
                number,
                state,
                shape,
                internals,
                values,
                reports,
                watched,
                curves,
                fixed,
                userAttributes,
                constraints,
                metrics,
                attempt,
                restart,
                runner,
                prune,
                cancel,
                error,
                attempts,
                startedAt,
                completedAt,
                cause,
                memo,
                source,
                artifacts,
                retries);
    }
}
