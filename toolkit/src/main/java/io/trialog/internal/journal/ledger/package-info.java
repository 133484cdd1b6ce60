/** The copy of the log in JSON Lines. */
@NullMarked
package io.trialog.internal.journal.ledger;

import org.jspecify.annotations.NullMarked;
