package io.trialog.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt asked for and used. Immutable.
 *
 * @param resources what it asked a cluster for: {@code gpus}, {@code cpus}, {@code mem}, ...; empty elsewhere
 * @param submittedAt when it was accepted, or {@code null}
 * @param startedAt when it was first seen to run, or {@code null}
 * @param runningSince since when it runs, or {@code null} while it does not
 * @param seconds for how long it ran before that, all restarts together, in seconds of wall-clock time
 * @param node where it ran last, or an empty text
 * @param failures nodes that failed under runs of it that the scheduler started again
 */
public record Usage(
        Map<String, @Nullable Object> resources,
        @Nullable Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant runningSince,
        double seconds,
        String node,
        List<NodeFailure> failures) {

    /**
     * Returns an attempt that has used nothing yet.
     *
     * @param resources what is asked for, by resource
     * @return an attempt that has used nothing yet
     */
    public static Usage asking(Map<String, @Nullable Object> resources) {
        return new Usage(resources, null, null, null, 0, "", List.of());
    }

    /**
     * Returns the same, with what it was given beside what it asked for.
     *
     * @param given what it was given, such as {@code slot} and {@code devices}
     * @return the same, with that among its resources
     */
    public Usage given(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(resources);
        all.putAll(given);
        return new Usage(
                Collections.unmodifiableMap(all), submittedAt, startedAt, runningSince, seconds, node, failures);
    }

    /**
     * Returns the same, accepted.
     *
     * @param at when
     * @return the same, accepted
     */
    public Usage submitted(Instant at) {
        return new Usage(resources, at, startedAt, runningSince, seconds, node, failures);
    }

    /**
     * Returns the same, seen running.
     *
     * @param at when
     * @return the same, seen running
     */
    public Usage running(Instant at) {
        return new Usage(
                resources,
                submittedAt,
                startedAt == null ? at : startedAt,
                runningSince == null ? at : runningSince,
                seconds,
                node,
                failures);
    }

    /**
     * Returns the same, on a node; an empty name says nothing.
     *
     * @param where the name of the machine; empty says nothing
     * @return the same, on a node; an empty name says nothing
     */
    public Usage on(String where) {
        return where.isEmpty()
                ? this
                : new Usage(resources, submittedAt, startedAt, runningSince, seconds, where, failures);
    }

    /**
     * Returns the same, with a node that failed under it; one that is known already changes nothing.
     *
     * @param failure what failed
     * @return the same, with a node that failed under it; one that is known already changes nothing
     */
    public Usage failing(NodeFailure failure) {
        if (knows(failure.node(), failure.reason())) {
            return this;
        }
        List<NodeFailure> more = new ArrayList<>(failures);
        more.add(failure);
        return new Usage(resources, submittedAt, startedAt, runningSince, seconds, node, List.copyOf(more));
    }

    /**
     * Returns whether this failure of a node is among those that are known; reasons tell the time and so differ.
     *
     * @param failed the name of the machine that failed
     * @param reason why, in words
     * @return whether this failure of a node is among those that are known; reasons tell the time and so differ
     */
    public boolean knows(String failed, String reason) {
        return failures.stream()
                .anyMatch(known -> known.node().equals(failed) && known.reason().equals(reason));
    }

    /**
     * Returns the same, no longer running.
     *
     * @param ran how long this run took, or {@code null} if only the time of its end is known
     * @param at when
     * @return the same, no longer running
     */
    public Usage stopped(Instant at, @Nullable Double ran) {
        if (ran == null && runningSince == null) {
            return this;
        }
        double more = ran != null ? ran : secondsBetween(runningSince, at);
        Instant began = startedAt == null ? at.minusMillis(Math.round(more * 1000)) : startedAt;
        return new Usage(resources, submittedAt, began, null, seconds + more, node, failures);
    }

    /**
     * Returns how long it waited for its start, in seconds, or until {@code now} if it still does; 0 if it was never
     * accepted.
     *
     * @param now the present time
     * @return how long it waited for its start, in seconds, or until {@code now} if it still does; 0 if it was never
     *     accepted
     */
    public double queueSeconds(Instant now) {
        return submittedAt == null ? 0 : secondsBetween(submittedAt, startedAt == null ? now : startedAt);
    }

    /**
     * For how long it ran, in seconds, until {@code now} if it still does.
     *
     * @param now the present time
     * @return for how long it ran, in seconds, until {@code now} if it still does
     */
    public double runSeconds(Instant now) {
        return runningSince == null ? seconds : seconds + secondsBetween(runningSince, now);
    }

    /** Never negative: the clocks of a cluster's machines differ. */
    private static double secondsBetween(@Nullable Instant from, Instant to) {
        return from == null ? 0 : Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }
}
