/** Passive values of a study: settings and the read-only {@link io.trialog.study.StudyView}. May use {@code trial} and {@code space}. */
@NullMarked
package io.trialog.study;

import org.jspecify.annotations.NullMarked;
