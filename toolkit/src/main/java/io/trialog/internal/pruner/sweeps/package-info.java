/** The rule of slurm-sweeps. */
@NullMarked
package io.trialog.internal.pruner.sweeps;

import org.jspecify.annotations.NullMarked;
