/** Jobs as processes of this machine, each under its wrapper. */
@NullMarked
package io.trialog.executor.local;

import org.jspecify.annotations.NullMarked;
