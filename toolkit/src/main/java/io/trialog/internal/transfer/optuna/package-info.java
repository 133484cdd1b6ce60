/** Reads studies of Optuna. */
@NullMarked
package io.trialog.internal.transfer.optuna;

import org.jspecify.annotations.NullMarked;
