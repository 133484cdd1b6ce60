/** What jobs waited and worked for. */
@NullMarked
package io.trialog.internal.usage;

import org.jspecify.annotations.NullMarked;
