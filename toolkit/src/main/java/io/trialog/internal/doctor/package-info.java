/** Checks whether studies can run on this machine. */
@NullMarked
package io.trialog.internal.doctor;

import org.jspecify.annotations.NullMarked;
