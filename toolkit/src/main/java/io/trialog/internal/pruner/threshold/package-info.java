/** The pruner of fixed bounds. */
@NullMarked
package io.trialog.internal.pruner.threshold;

import org.jspecify.annotations.NullMarked;
