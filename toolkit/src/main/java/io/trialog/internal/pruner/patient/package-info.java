/** The patient pruner, which waits for a trial to stop improving. */
@NullMarked
package io.trialog.internal.pruner.patient;

import org.jspecify.annotations.NullMarked;
