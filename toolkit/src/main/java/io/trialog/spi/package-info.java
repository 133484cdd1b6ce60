/** Sockets for extensions: samplers, pruners, executors, projectors and displays. */
@NullMarked
package io.trialog.spi;

import org.jspecify.annotations.NullMarked;
