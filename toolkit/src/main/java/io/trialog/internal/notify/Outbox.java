package io.trialog.internal.notify;

import io.trialog.exception.TrialogException;
import io.trialog.internal.platform.PlugIns;
import io.trialog.spi.DeliveryException;
import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import io.trialog.study.StudyView;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends messages through channels, one after the other, on a thread of its own. What can't be delivered now is kept in a file and
 * tried again later, by this process or the next one. Safe for use by several threads.
 */
final class Outbox implements AutoCloseable {

    private static final int WAITING_AT_MOST = 1000;
    private static final long MILLIS_TO_CLOSE = 10_000;
    private static final long MILLIS_TO_GIVE_UP = 1_000;
    private static final long PAUSE_MILLIS = 100;

    private final Map<String, Notifier> channels;
    private final OutboxFile file;
    private final InstantSource clock;
    private final Listener listener;
    private final Supplier<StudyView> view;
    private final Set<String> broken = new HashSet<>();
    private final BlockingQueue<Notification> incoming = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private final List<Delivery> undelivered = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Hears what becomes of messages. Called on the thread of the outbox, and of who adds messages. */
    interface Listener {

        /** Something that a user should know now; once for each channel. */
        void problem(String text);

        /** What became of a message, for the log. */
        void noted(String text);

        /** Called a few times a second. */
        void tick();
    }

    Outbox(
            Map<String, Notifier> channels,
            OutboxFile file,
            InstantSource clock,
            Listener listener,
            Supplier<StudyView> view) {
        this.channels = new LinkedHashMap<>(channels);
        this.file = file;
        this.clock = clock;
        this.listener = listener;
        this.view = view;
        this.thread = new Thread(this::run, "trialog-notify");
        thread.setDaemon(true);
        thread.setContextClassLoader(PlugIns.classLoader());
        thread.start();
    }

    /** Adds a message, unless a thousand wait already. Returns at once. */
    void add(Notification notification) {
        if (!incoming.offer(notification)) {
            listener.problem("A message was not sent, since " + WAITING_AT_MOST + " wait: " + notification.text());
        }
    }

    private void run() {
        try {
            load();
            sendDue();
            while (!closing || !incoming.isEmpty()) {
                Notification next = incoming.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
                sendDue();
                listener.tick();
            }
        } catch (InterruptedException e) {
            incoming.forEach(this::keep);
        }
        save();
        channels.forEach(this::close);
        if (!undelivered.isEmpty()) {
            listener.noted("in the outbox: " + undelivered.size() + ", to be sent when the study is optimized again");
        }
    }

    private void load() {
        try {
            file.read(view.get()).stream()
                    .filter(delivery -> channels.containsKey(delivery.channel()))
                    .forEach(undelivered::add);
        } catch (IOException e) {
            listener.problem("Messages that were not delivered before can't be read: " + e.getMessage());
        }
    }

    private void save() {
        try {
            file.write(undelivered);
        } catch (IOException e) {
            listener.problem("Messages that were not delivered can't be kept: " + e);
        }
    }

    private void keep(Notification notification) {
        channels.keySet().forEach(type -> undelivered.add(new Delivery(type, notification, 0, clock.instant())));
    }

    private void send(Notification next) throws InterruptedException {
        List<Delivery> deliveries = channels.keySet().stream()
                .map(type -> new Delivery(type, next, 0, clock.instant()))
                .toList();
        undelivered.addAll(deliveries);
        for (Delivery delivery : deliveries) {
            attempt(delivery);
        }
    }

    private void sendDue() throws InterruptedException {
        for (Delivery delivery : List.copyOf(undelivered)) {
            if (delivery.isDue(clock.instant())) {
                attempt(delivery);
            }
        }
    }

    /** Takes a delivery from those that wait, unless it has to wait again; while it is under way an interrupt leaves it there. */
    @SuppressWarnings("IllegalCatch") // whatever goes wrong with a channel, the study and the others go on
    private void attempt(Delivery delivery) throws InterruptedException {
        Notifier channel = channels.get(delivery.channel());
        try {
            if (channel != null) {
                channel.send(delivery.notification());
            }
            undelivered.remove(delivery);
            listener.noted("sent " + delivery.words());
        } catch (InterruptedException e) {
            throw e;
        } catch (DeliveryException e) {
            undelivered.remove(delivery);
            undelivered.add(delivery.again(clock.instant(), e.after()));
            failed(delivery, String.valueOf(e.getMessage()), " It is tried again.");
        } catch (IOException | TrialogException e) {
            undelivered.remove(delivery);
            failed(delivery, e.getMessage() == null ? e.toString() : e.getMessage(), "");
        } catch (Exception | LinkageError e) {
            undelivered.remove(delivery);
            failed(delivery, e.toString(), "");
        }
        if (delivery.tries() > 0 || !undelivered.isEmpty()) {
            save();
        }
    }

    private void failed(Delivery delivery, String why, String next) {
        if (delivery.tries() == 0) {
            listener.noted("not sent " + delivery.words() + ": " + why);
        }
        if (broken.add(delivery.channel())) {
            listener.problem("The channel '" + delivery.channel() + "' failed: " + why + (why.endsWith(".") ? "" : ".")
                    + next + " This is said once.");
        }
    }

    @SuppressWarnings("IllegalCatch") // as above
    private void close(String type, Notifier notifier) {
        try {
            notifier.close();
        } catch (RuntimeException | LinkageError e) {
            if (broken.add(type)) {
                listener.problem("The channel '" + type + "' failed: " + e + ". This is said once.");
            }
        }
    }

    /** Sends what waits, for ten seconds at most, keeps the rest in the file, and closes the channels. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(MILLIS_TO_CLOSE);
            thread.interrupt();
            thread.join(MILLIS_TO_GIVE_UP);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
