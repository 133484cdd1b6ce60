/** Numbers with the same bits on every JVM. */
@NullMarked
package io.trialog.internal.numeric;

import org.jspecify.annotations.NullMarked;
