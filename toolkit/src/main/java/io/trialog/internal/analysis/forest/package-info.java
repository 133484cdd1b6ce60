/** Regression trees, and what of their variance each parameter explains. */
@NullMarked
package io.trialog.internal.analysis.forest;

import org.jspecify.annotations.NullMarked;
