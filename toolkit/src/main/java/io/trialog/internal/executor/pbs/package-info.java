/** Speaks the commands, options and words of OpenPBS and PBS Professional. */
@NullMarked
package io.trialog.internal.executor.pbs;

import org.jspecify.annotations.NullMarked;
