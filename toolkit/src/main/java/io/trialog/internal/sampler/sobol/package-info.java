/** Points of Sobol's sequence. */
@NullMarked
package io.trialog.internal.sampler.sobol;

import org.jspecify.annotations.NullMarked;
