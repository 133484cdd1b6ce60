package io.trialog.internal.notify;

import io.trialog.spi.Notification;
import java.time.Duration;
import java.time.Instant;

/**
 * A message on its way through one channel.
 *
 * @param channel the type of the channel's provider
 * @param tries how often it was tried
 * @param due when it is to be tried next
 */
record Delivery(String channel, Notification notification, int tries, Instant due) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    /** Returns the same for another try: after what the server asks for, else 30 s, then twice as long each time, up to 16 min. */
    Delivery again(Instant now, Duration asked) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return new Delivery(channel, notification, tries + 1, now.plus(asked.isZero() ? wait : asked));
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /** Returns {@code 'done' through slack}. */
    String words() {
        return "'" + notification.event().word() + "' through " + channel;
    }
}
