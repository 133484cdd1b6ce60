/**
 * What a study tells: parameter importances, and the numbers behind every plot. Pure functions of a
 * {@link io.trialog.study.StudyView}; may use {@code study}, {@code trial}, {@code space} and {@code numeric}.
 */
@NullMarked
package io.trialog.analysis;

import org.jspecify.annotations.NullMarked;
