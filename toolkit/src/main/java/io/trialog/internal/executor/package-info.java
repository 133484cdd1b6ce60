/** Chooses the executor of a study. */
@NullMarked
package io.trialog.internal.executor;

import org.jspecify.annotations.NullMarked;
