package io.trialog.spi;

/**
 * Sends messages about a study to people, through one channel. A study file names channels in its section {@code notify}, by the
 * types of their providers.
 *
 * <p>Life cycle: a {@link NotifierProvider} makes a notifier when an optimization begins, and Trialog closes it when the
 * optimization has ended. {@link #send} is called after the event is durable, on a thread of its own, one call at a time. A
 * channel that is slow delays neither trials nor other studies. A {@link DeliveryException} keeps the message in the study's
 * outbox: it is tried again after a while, and when the study is optimized again. So do messages that still wait ten seconds after
 * the end of the optimization. An exception is told as a note of the study, once for each channel; every delivery and every
 * failure is noted in the log.
 *
 * <pre>{@code
 * public final class FileNotifier implements Notifier {
 *
 *     public void send(Notification notification) throws IOException {
 *         Files.writeString(
 *                 notification.directory().resolve("messages.txt"),
 *                 notification.text() + "\n",
 *                 StandardOpenOption.CREATE,
 *                 StandardOpenOption.APPEND);
 *     }
 * }
 * }</pre>
 */
public interface Notifier extends AutoCloseable {

    /**
     * Sends a message.
     *
     * @param notification what happened
     * @throws DeliveryException if the message can't be delivered now, and may be later
     * @throws Exception if the message can't be sent; it is not tried again
     */
    void send(Notification notification) throws Exception;

    /** Releases what the notifier holds. Does nothing by default. */
    @Override
    default void close() {}
}
