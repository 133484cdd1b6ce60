/** Trials as steps of a Slurm allocation. */
@NullMarked
package io.trialog.internal.executor.slurm.step;

import org.jspecify.annotations.NullMarked;
