/** Tells people what happens in a study, through channels that providers make. */
@NullMarked
package io.trialog.internal.notify;

import org.jspecify.annotations.NullMarked;
