/** Copies files to the place of a run, and back. */
@NullMarked
package io.trialog.internal.stage;

import org.jspecify.annotations.NullMarked;
