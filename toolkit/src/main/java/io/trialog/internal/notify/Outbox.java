package io.trialog.internal.notify;

import io.trialog.internal.platform.PlugIns;
import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends messages through channels, one after the other, on a thread of its own. Safe for use by several threads. */
final class Outbox implements AutoCloseable {

    private static final int WAITING_AT_MOST = 1000;
    private static final long MILLIS_TO_CLOSE = 10_000;

    private final Map<String, Notifier> channels;
    private final Consumer<String> problems;
    private final Set<String> broken = new HashSet<>();
    private final BlockingQueue<Notification> waiting = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private final Thread thread;
    private volatile boolean closing;

    /**
     * @param channels the channels by the types of their providers
     * @param problems told of a channel that fails, once for each channel
     */
    Outbox(Map<String, Notifier> channels, Consumer<String> problems) {
        this.channels = new LinkedHashMap<>(channels);
        this.problems = problems;
        this.thread = new Thread(this::run, "trialog-notify");
        thread.setDaemon(true);
        thread.setContextClassLoader(PlugIns.classLoader());
        thread.start();
    }

    /** Adds a message, unless a thousand wait already. Returns at once. */
    void add(Notification notification) {
        if (!waiting.offer(notification)) {
            problems.accept("A message was not sent, since " + WAITING_AT_MOST + " wait: " + notification.text());
        }
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                Notification next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    for (Map.Entry<String, Notifier> channel : channels.entrySet()) {
                        guarded(channel.getKey(), () -> channel.getValue().send(next));
                    }
                }
            }
        } catch (InterruptedException e) {
            problems.accept("Messages were not sent in time: " + waiting.size() + " and the one under way.");
        }
        channels.forEach((type, notifier) -> close(type, notifier));
    }

    private interface Sending {
        void run() throws Exception;
    }

    @SuppressWarnings("IllegalCatch") // whatever goes wrong with a channel, the study and the others go on
    private void guarded(String type, Sending sending) throws InterruptedException {
        try {
            sending.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            report(type, e);
        }
    }

    @SuppressWarnings("IllegalCatch") // as above
    private void close(String type, Notifier notifier) {
        try {
            notifier.close();
        } catch (RuntimeException | LinkageError e) {
            report(type, e);
        }
    }

    private void report(String type, Throwable failure) {
        if (broken.add(type)) {
            problems.accept("The channel '" + type + "' failed: " + failure + ". This is said once.");
        }
    }

    /** Sends what waits, for ten seconds at most, and closes the channels. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(MILLIS_TO_CLOSE);
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
