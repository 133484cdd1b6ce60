/** The command line: {@code trialog run higgs.yaml --trials 50}. The only package that prints, exits and knows picocli. */
@NullMarked
package io.trialog.cli;

import org.jspecify.annotations.NullMarked;
