/** Makes samplers from settings. */
@NullMarked
package io.trialog.internal.sampler;

import org.jspecify.annotations.NullMarked;
