/**
 * The HTML report of a study: one page that needs no network, and the single plots that Optuna's users know. What users wrote
 * reaches a page only as JSON data, and the screen only as text. May use {@code analysis}, {@code config}, {@code event},
 * {@code projection}, {@code study}, {@code trial} and {@code space}.
 */
@NullMarked
package io.trialog.report;

import org.jspecify.annotations.NullMarked;
