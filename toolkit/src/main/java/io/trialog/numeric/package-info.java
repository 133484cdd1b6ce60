/** Quantiles, truncated normals, log-sum-exp and the counter-based generator; pure functions. May use the JDK and commons-math3. */
@NullMarked
package io.trialog.numeric;

import org.jspecify.annotations.NullMarked;
