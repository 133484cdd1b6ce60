/** Dense linear algebra and minimization with the same bits on every JVM: plain arithmetic in a fixed order, one thread. */
@NullMarked
package io.trialog.internal.numeric.linear;

import org.jspecify.annotations.NullMarked;
