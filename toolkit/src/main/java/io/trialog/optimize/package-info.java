/** The loop: ask, submit, report, prune, tell. Uses ports only. */
@NullMarked
package io.trialog.optimize;

import org.jspecify.annotations.NullMarked;
