/** Pruners decide, with a reason, whether a running trial should stop: pure functions of a view and a trial number. */
@NullMarked
package io.trialog.pruner;

import org.jspecify.annotations.NullMarked;
