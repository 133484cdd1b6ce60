/** CSV, JSON, YAML and log files of results. */
@NullMarked
package io.trialog.internal.projection.files;

import org.jspecify.annotations.NullMarked;
