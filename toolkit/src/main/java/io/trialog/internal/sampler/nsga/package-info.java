/** Genetic algorithms for several objectives. */
@NullMarked
package io.trialog.internal.sampler.nsga;

import org.jspecify.annotations.NullMarked;
