/** What samplers share: the scale of a numeric parameter, and the draw without a model. */
@NullMarked
package io.trialog.internal.sampler;

import org.jspecify.annotations.NullMarked;
