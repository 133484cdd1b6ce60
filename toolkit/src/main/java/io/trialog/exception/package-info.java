/** What Trialog throws. Every message says the rule, the name and the value, and what to do on a line that begins "Maybe". */
@NullMarked
package io.trialog.exception;

import org.jspecify.annotations.NullMarked;
