/** Independent random values. */
@NullMarked
package io.trialog.internal.sampler.random;

import org.jspecify.annotations.NullMarked;
