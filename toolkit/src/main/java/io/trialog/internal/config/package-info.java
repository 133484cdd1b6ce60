/** Reads study files and writes them: keys, values, notes and errors with file and line. */
@NullMarked
package io.trialog.internal.config;

import org.jspecify.annotations.NullMarked;
