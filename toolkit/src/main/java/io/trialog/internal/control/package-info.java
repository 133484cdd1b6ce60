/** Decides and appends: the only writer of the log, and its replay. */
@NullMarked
package io.trialog.internal.control;

import org.jspecify.annotations.NullMarked;
