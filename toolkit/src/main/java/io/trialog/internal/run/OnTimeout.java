package io.trialog.internal.run;

/** What becomes of a trial whose attempt ran out of time and left no word that it can go on. */
enum OnTimeout {
    /** It ends as FAIL. */
    FAIL,
    /** It ends as PRUNED with its last intermediate value, which the sampler learns from; as FAIL if it reported none. */
    PRUNE,
    /** It gets a new attempt, as often as retries allow. */
    RETRY
}
