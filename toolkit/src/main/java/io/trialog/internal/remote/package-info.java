/** Requests of other processes by file, and following a study that another process runs. */
@NullMarked
package io.trialog.internal.remote;

import org.jspecify.annotations.NullMarked;
