/** The sampler {@code gp}: Gaussian processes and expected improvement. */
@NullMarked
package io.trialog.internal.sampler.gp;

import org.jspecify.annotations.NullMarked;
