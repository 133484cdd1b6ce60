/** What schedulers of clusters do alike: evidence, verdicts, cancellations and the pace of polling. */
@NullMarked
package io.trialog.internal.executor.cluster;

import org.jspecify.annotations.NullMarked;
