/** Points of several objectives, all as losses: ranks, crowding, hypervolume, and what it is made of. */
@NullMarked
package io.trialog.internal.numeric.pareto;

import org.jspecify.annotations.NullMarked;
