/** Result files for people and scripts: CSV, JSON, YAML and a plain log. */
@NullMarked
package io.trialog.projection.files;

import org.jspecify.annotations.NullMarked;
