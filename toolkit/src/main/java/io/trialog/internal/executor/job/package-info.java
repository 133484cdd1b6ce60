/** The job of an attempt: its directory, its script and the records that it leaves. */
@NullMarked
package io.trialog.internal.executor.job;

import org.jspecify.annotations.NullMarked;
