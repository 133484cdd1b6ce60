/** Trials as processes of this machine. */
@NullMarked
package io.trialog.internal.executor.local;

import org.jspecify.annotations.NullMarked;
