/** Reads study files (study.yaml, W&amp;B sweeps) into the study's model. May use {@code space}. */
@NullMarked
package io.trialog.config;

import org.jspecify.annotations.NullMarked;
