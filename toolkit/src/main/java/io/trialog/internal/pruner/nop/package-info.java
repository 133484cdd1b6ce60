/** No pruning. */
@NullMarked
package io.trialog.internal.pruner.nop;

import org.jspecify.annotations.NullMarked;
