/** The port of the event log: append, commit, read, and the canonical form of an event. May use {@code event}. */
@NullMarked
package io.trialog.journal;

import org.jspecify.annotations.NullMarked;
