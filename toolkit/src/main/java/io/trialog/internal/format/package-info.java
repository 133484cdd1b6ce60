/** Texts for people and shells: durations, ages, quoted words. */
@NullMarked
package io.trialog.internal.format;

import org.jspecify.annotations.NullMarked;
