/** Sentences for people about a study, its events and its trials. */
@NullMarked
package io.trialog.internal.text;

import org.jspecify.annotations.NullMarked;
