/** Every point of a grid, once. */
@NullMarked
package io.trialog.internal.sampler.grid;

import org.jspecify.annotations.NullMarked;
