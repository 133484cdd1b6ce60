/** Finds out what a project consists of: its Python, its training script, its configurations. Runs nothing of the user's. */
@NullMarked
package io.trialog.internal.project;

import org.jspecify.annotations.NullMarked;
