/** This process and machine: environment, system properties, version, own jar. */
@NullMarked
package io.trialog.internal.platform;

import org.jspecify.annotations.NullMarked;
