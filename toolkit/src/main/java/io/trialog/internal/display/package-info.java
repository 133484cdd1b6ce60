/** Finds the display of this process and shows cards in it. */
@NullMarked
package io.trialog.internal.display;

import org.jspecify.annotations.NullMarked;
