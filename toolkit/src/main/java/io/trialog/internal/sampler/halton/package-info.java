/** Points of Halton's sequence. */
@NullMarked
package io.trialog.internal.sampler.halton;

import org.jspecify.annotations.NullMarked;
