/** The HTML report of a study. */
@NullMarked
package io.trialog.internal.report;

import org.jspecify.annotations.NullMarked;
