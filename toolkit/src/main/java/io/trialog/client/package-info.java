/**
 * For programs that run as trials: read the parameters, report values, learn that the trial is pruned. Uses nothing but the
 * JDK; the file format is described in {@code toolkit/docs/trial-protocol.md}.
 */
@NullMarked
package io.trialog.client;

import org.jspecify.annotations.NullMarked;
