/** The tree-structured Parzen estimator: which trials count, the kernels, the mixtures and their scores. */
@NullMarked
package io.trialog.sampler.tpe;

import org.jspecify.annotations.NullMarked;
