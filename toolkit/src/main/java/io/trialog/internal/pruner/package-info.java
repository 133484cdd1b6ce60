/** Makes pruners from settings. */
@NullMarked
package io.trialog.internal.pruner;

import org.jspecify.annotations.NullMarked;
