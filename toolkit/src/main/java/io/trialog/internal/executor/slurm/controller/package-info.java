/** Controllers as jobs of Slurm. */
@NullMarked
package io.trialog.internal.executor.slurm.controller;

import org.jspecify.annotations.NullMarked;
