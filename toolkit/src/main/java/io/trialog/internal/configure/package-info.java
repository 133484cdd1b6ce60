/** Makes a sweep file of a project's configuration, by questions. Knows no terminal. */
@NullMarked
package io.trialog.internal.configure;

import org.jspecify.annotations.NullMarked;
