/** The pruner that compares a trial with the best one by Wilcoxon's test. */
@NullMarked
package io.trialog.internal.pruner.wilcoxon;

import org.jspecify.annotations.NullMarked;
