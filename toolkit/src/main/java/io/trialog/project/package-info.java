/** What a project consists of, and what a sweep file asks for. */
@NullMarked
package io.trialog.project;

import org.jspecify.annotations.NullMarked;
