/** Trialog's front door: {@code Study} and {@code Trial}; wires everything else together and may use all of it. */
@NullMarked
package io.trialog;

import org.jspecify.annotations.NullMarked;
