/** What only a Weights &amp; Biases sweep file says. */
@NullMarked
package io.trialog.internal.config.wandb;

import org.jspecify.annotations.NullMarked;
