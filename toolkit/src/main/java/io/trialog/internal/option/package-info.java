/** Types and options of samplers, pruners and executors. */
@NullMarked
package io.trialog.internal.option;

import org.jspecify.annotations.NullMarked;
