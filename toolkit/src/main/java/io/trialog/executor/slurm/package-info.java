/** Jobs on a Slurm cluster: a job per trial. Talks to {@code sbatch}, {@code squeue}, {@code scancel} and {@code scontrol}. */
@NullMarked
package io.trialog.executor.slurm;

import org.jspecify.annotations.NullMarked;
