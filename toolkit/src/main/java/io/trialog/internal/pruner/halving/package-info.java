/** Successive halving and Hyperband. */
@NullMarked
package io.trialog.internal.pruner.halving;

import org.jspecify.annotations.NullMarked;
