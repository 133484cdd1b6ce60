/** Files that are replaced in one step, forced to the disk, or deleted with all that is below them: each once. */
@NullMarked
package io.trialog.internal.file;

import org.jspecify.annotations.NullMarked;
