/** The queue: Chronicle Queue on a local disk; the only importer of Chronicle. May use {@code journal}. */
@NullMarked
package io.trialog.journal.chronicle;

import org.jspecify.annotations.NullMarked;
