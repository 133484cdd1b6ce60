/** The loops that run trials: submit, watch, retry, end. */
@NullMarked
package io.trialog.internal.run;

import org.jspecify.annotations.NullMarked;
