/** Programs of the scripts in {@code toolkit/benchmarks}: they measure, and are no tests. */
@NullMarked
package io.trialog.benchmarks;

import org.jspecify.annotations.NullMarked;
