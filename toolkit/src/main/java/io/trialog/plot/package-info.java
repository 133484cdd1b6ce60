/**
 * Plots of studies as PNG and SVG. XChart draws the series; axes, ticks and legends are drawn here, where long names and
 * many categories need it. May use {@code analysis}, {@code study}, {@code trial} and {@code space}.
 */
@NullMarked
package io.trialog.plot;

import org.jspecify.annotations.NullMarked;
