/** Evolution strategy with covariance matrix adaptation. */
@NullMarked
package io.trialog.internal.sampler.cmaes;

import org.jspecify.annotations.NullMarked;
