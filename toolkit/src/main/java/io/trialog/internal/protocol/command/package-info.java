/** How parameters reach a program. */
@NullMarked
package io.trialog.internal.protocol.command;

import org.jspecify.annotations.NullMarked;
