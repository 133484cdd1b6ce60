/** Sockets for extensions: samplers, pruners, executors, collectors, notifiers, projectors and displays. */
@NullMarked
package io.trialog.spi;

import org.jspecify.annotations.NullMarked;
