/** Controllers that are jobs of a cluster: how they are launched, renew themselves, and what they copy in and out. */
@NullMarked
package io.trialog.launch;

import org.jspecify.annotations.NullMarked;
