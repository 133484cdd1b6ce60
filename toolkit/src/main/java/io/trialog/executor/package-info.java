/** The port of the places where trials run: submit, poll all, cancel. Knows nothing about trials. */
@NullMarked
package io.trialog.executor;

import org.jspecify.annotations.NullMarked;
