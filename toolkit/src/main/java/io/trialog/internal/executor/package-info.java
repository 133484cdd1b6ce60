/** Knows the types of executors and chooses the one of a study. */
@NullMarked
package io.trialog.internal.executor;

import org.jspecify.annotations.NullMarked;
