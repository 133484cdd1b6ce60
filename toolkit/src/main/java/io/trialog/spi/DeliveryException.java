package io.trialog.spi;

import java.io.IOException;
import java.time.Duration;

/** A message could not be delivered at the moment. Trialog keeps it, and tries again later, also in another process. */
public final class DeliveryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    /**
     * Makes an exception.
     *
     * @param message why, without anything secret: it becomes a note of the study
     * @param after how long to wait at least before it is tried again; {@link Duration#ZERO} if that does not matter
     */
    public DeliveryException(String message, Duration after) {
        super(message);
        this.after = after;
    }

    /**
     * Returns how long to wait at least before the message is tried again.
     *
     * @return a duration of at least 0
     */
    public Duration after() {
        return after;
    }
}
