/** The log: an append-only chain of lines and who may write it. */
@NullMarked
package io.trialog.internal.journal;

import org.jspecify.annotations.NullMarked;
