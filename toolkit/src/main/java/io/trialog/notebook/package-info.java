/** Studies in a Jupyter notebook: what they look like, and the card that is kept up to date. Knows kernels by reflection only. */
@NullMarked
package io.trialog.notebook;

import org.jspecify.annotations.NullMarked;
