/** Opens a log: compares both copies, repairs, salvages and copies them. */
@NullMarked
package io.trialog.internal.journal.store;

import org.jspecify.annotations.NullMarked;
