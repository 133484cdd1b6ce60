/** How a program reports: report files, printed lines, results files and its end. */
@NullMarked
package io.trialog.internal.protocol.report;

import org.jspecify.annotations.NullMarked;
