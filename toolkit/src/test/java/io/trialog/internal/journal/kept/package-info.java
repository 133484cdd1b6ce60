/** A log of format version 1 that every later Trialog must be able to read, prove and continue. */
@NullMarked
package io.trialog.internal.journal.kept;

import org.jspecify.annotations.NullMarked;
