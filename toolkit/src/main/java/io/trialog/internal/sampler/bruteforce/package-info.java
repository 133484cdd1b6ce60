/** Every combination of values once, also where programs decide what they ask for. */
@NullMarked
package io.trialog.internal.sampler.bruteforce;

import org.jspecify.annotations.NullMarked;
