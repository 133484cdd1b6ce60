/** What pruners share: decisions in words, and the values that a decision compares with. */
@NullMarked
package io.trialog.internal.pruner;

import org.jspecify.annotations.NullMarked;
