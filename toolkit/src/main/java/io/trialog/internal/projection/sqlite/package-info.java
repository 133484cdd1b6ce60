/** The study database in the schema of Optuna. */
@NullMarked
package io.trialog.internal.projection.sqlite;

import org.jspecify.annotations.NullMarked;
