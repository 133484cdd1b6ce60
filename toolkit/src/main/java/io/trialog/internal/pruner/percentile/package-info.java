/** The median and percentile rules. */
@NullMarked
package io.trialog.internal.pruner.percentile;

import org.jspecify.annotations.NullMarked;
