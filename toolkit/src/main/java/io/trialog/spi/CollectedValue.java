package io.trialog.spi;

/**
 * A value of the study's first metric that a program wrote into a file of its own while it ran.
 *
 * @param step the step, at least 0
 * @param value the value; may be NaN or infinite
 */
public record CollectedValue(long step, double value) {}
