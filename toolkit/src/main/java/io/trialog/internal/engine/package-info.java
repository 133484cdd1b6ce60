/** Opens, wires and closes one study. */
@NullMarked
package io.trialog.internal.engine;

import org.jspecify.annotations.NullMarked;
