/** What is known of one trial: state, parameters, values, reports. May use {@code space}. */
@NullMarked
package io.trialog.trial;

import org.jspecify.annotations.NullMarked;
