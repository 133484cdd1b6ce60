/** The pure fold: state and event give the next state. */
@NullMarked
package io.trialog.internal.fold;

import org.jspecify.annotations.NullMarked;
