/** JSON: numbers, texts, flat objects and bytes. */
@NullMarked
package io.trialog.internal.json;

import org.jspecify.annotations.NullMarked;
