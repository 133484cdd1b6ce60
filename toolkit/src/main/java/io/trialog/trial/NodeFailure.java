package io.trialog.trial;

import java.time.Instant;

/**
 * A node that failed under a run of an attempt which its scheduler started again.
 *
 * @param node the name of the node at its scheduler
 * @param reason how that is known, in the words of the scheduler
 * @param began when a run of the attempt was started that may be the one, or, if none was seen, when the failure was
 * @param at when the failure was seen
 */
public record NodeFailure(String node, String reason, Instant began, Instant at) {}
