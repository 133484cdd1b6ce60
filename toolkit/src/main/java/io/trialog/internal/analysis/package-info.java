/** What a plot or a report shows, computed from a view of the study. Pure: no file, no clock. */
@NullMarked
package io.trialog.internal.analysis;

import org.jspecify.annotations.NullMarked;
