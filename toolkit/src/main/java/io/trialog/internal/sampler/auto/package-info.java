/** A sampler that chooses another one for each trial. */
@NullMarked
package io.trialog.internal.sampler.auto;

import org.jspecify.annotations.NullMarked;
