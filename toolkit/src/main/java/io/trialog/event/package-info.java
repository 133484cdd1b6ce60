/** The events of a study and the pure fold that turns them into a {@link io.trialog.study.StudyView}. May use {@code study}, {@code trial} and {@code space}. */
@NullMarked
package io.trialog.event;

import org.jspecify.annotations.NullMarked;
