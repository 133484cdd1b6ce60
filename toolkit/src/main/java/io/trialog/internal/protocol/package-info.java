/** The directories of trials and attempts. */
@NullMarked
package io.trialog.internal.protocol;

import org.jspecify.annotations.NullMarked;
