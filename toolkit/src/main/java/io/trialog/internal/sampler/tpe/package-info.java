/** The tree-structured Parzen estimator. */
@NullMarked
package io.trialog.internal.sampler.tpe;

import org.jspecify.annotations.NullMarked;
