/** The lock of a study: one controller at a time. */
@NullMarked
package io.trialog.internal.journal.lock;

import org.jspecify.annotations.NullMarked;
