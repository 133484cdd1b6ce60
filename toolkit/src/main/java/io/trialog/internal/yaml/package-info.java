/** Reads YAML with the places of keys and values. */
@NullMarked
package io.trialog.internal.yaml;

import org.jspecify.annotations.NullMarked;
