/** Trials in the places of Slurm job arrays. */
@NullMarked
package io.trialog.internal.executor.slurm.array;

import org.jspecify.annotations.NullMarked;
