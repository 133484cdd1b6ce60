/** Samplers propose parameter values: pure functions of a view, a trial number and a seeded generator. */
@NullMarked
package io.trialog.sampler;

import org.jspecify.annotations.NullMarked;
