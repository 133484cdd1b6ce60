/** Copies, moves and forks studies. */
@NullMarked
package io.trialog.internal.transfer;

import org.jspecify.annotations.NullMarked;
