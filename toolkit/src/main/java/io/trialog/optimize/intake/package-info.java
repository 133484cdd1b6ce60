/**
 * What trials are given and what they report: their directory, command line and environment; report file, printed
 * output, score and results files. Reads files, starts nothing, decides nothing about trials but the value they ended
 * with.
 */
@NullMarked
package io.trialog.optimize.intake;

import org.jspecify.annotations.NullMarked;
