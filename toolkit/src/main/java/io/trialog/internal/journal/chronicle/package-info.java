/** The copy of the log in a Chronicle Queue. */
@NullMarked
package io.trialog.internal.journal.chronicle;

import org.jspecify.annotations.NullMarked;
