/** The port of everything that is derived from the log and can be thrown away. May use {@code event} and {@code study}. */
@NullMarked
package io.trialog.projection;

import org.jspecify.annotations.NullMarked;
