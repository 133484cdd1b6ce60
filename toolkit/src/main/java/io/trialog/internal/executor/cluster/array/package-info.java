/** Trials in the places of job arrays, whatever the scheduler. */
@NullMarked
package io.trialog.internal.executor.cluster.array;

import org.jspecify.annotations.NullMarked;
