/** Sends studies to a server of MLflow, by its REST interface. */
@NullMarked
package io.trialog.internal.projection.mlflow;

import org.jspecify.annotations.NullMarked;
