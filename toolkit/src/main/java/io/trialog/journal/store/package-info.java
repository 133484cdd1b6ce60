/** Opening, repairing, verifying, salvaging and copying the log of a study directory. May use the other journal packages. */
@NullMarked
package io.trialog.journal.store;

import org.jspecify.annotations.NullMarked;
