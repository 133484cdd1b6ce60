/** The ledger: JSON Lines in the study directory, one file per controller epoch. May use {@code journal}. */
@NullMarked
package io.trialog.journal.ledger;

import org.jspecify.annotations.NullMarked;
