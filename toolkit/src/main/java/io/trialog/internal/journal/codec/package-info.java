/** Events as bytes: the envelope, the payloads and the chain of hashes. */
@NullMarked
package io.trialog.internal.journal.codec;

import org.jspecify.annotations.NullMarked;
