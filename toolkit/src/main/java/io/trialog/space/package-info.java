/** Distributions, the conditional search space, internal and external representations of values. May use {@code numeric}. */
@NullMarked
package io.trialog.space;

import org.jspecify.annotations.NullMarked;
