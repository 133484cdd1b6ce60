/** Follows the log and keeps what is derived from it up to date. */
@NullMarked
package io.trialog.internal.projection;

import org.jspecify.annotations.NullMarked;
