/** Controllers that are jobs of a cluster. */
@NullMarked
package io.trialog.internal.launch;

import org.jspecify.annotations.NullMarked;
