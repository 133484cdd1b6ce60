/** Draws figures as SVG and PNG. */
@NullMarked
package io.trialog.internal.paint;

import org.jspecify.annotations.NullMarked;
