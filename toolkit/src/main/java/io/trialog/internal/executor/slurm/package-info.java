/** Trials as jobs of Slurm. */
@NullMarked
package io.trialog.internal.executor.slurm;

import org.jspecify.annotations.NullMarked;
