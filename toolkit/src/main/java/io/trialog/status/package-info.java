/** Where a study stands at one moment, for whoever shows it: one model for the progress line, the notebook's card and the status. */
@NullMarked
package io.trialog.status;

import org.jspecify.annotations.NullMarked;
