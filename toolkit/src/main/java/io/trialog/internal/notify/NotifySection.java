package io.trialog.internal.notify;

import io.trialog.exception.RefusedException;
import io.trialog.internal.format.Durations;
import io.trialog.internal.option.Notifiers;
import io.trialog.spi.Notification.Event;
import io.trialog.spi.Notifier;
import io.trialog.spi.Secret;
import io.trialog.spi.SecretReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the section {@code notify} of a study file asks for.
 *
 * @param events what is told
 * @param stalledAfter how long nothing must have happened until that is told
 * @param includeParams whether values of parameters are told
 * @param options the options of each channel, by the type of its provider
 */
record NotifySection(
        Set<Event> events,
        Duration stalledAfter,
        boolean includeParams,
        Map<String, Map<String, @Nullable Object>> options) {

    private static final Duration STALLED_AFTER = Duration.ofHours(6);

    /** Reads a section as the study file holds it. */
    static NotifySection of(Map<String, @Nullable Object> section) {
        Set<Event> events = EnumSet.noneOf(Event.class);
        Map<String, Map<String, @Nullable Object>> channels = new LinkedHashMap<>();
        section.forEach((key, value) -> {
            if (key.equals(Notifiers.ON) && value instanceof List<?> words) {
                words.forEach(word -> events.add(event(String.valueOf(word))));
            } else if (value instanceof Map<?, ?> options) {
                channels.put(key, options(options));
            }
        });
        return new NotifySection(
                events,
                section.get(Notifiers.STALLED_AFTER) instanceof Number seconds
                        ? Durations.ofSeconds(seconds)
                        : STALLED_AFTER,
                Boolean.TRUE.equals(section.get(Notifiers.INCLUDE_PARAMS)),
                channels);
    }

    private static Event event(String word) {
        for (Event event : Event.values()) {
            if (event.word().equals(word)) {
                return event;
            }
        }
        throw new IllegalArgumentException("notify.on must not hold '" + word + "'.");
    }

    private static Map<String, @Nullable Object> options(Map<?, ?> map) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        map.forEach((name, value) -> options.put(String.valueOf(name), value));
        return options;
    }

    boolean isEmpty() {
        return events.isEmpty() || options.isEmpty();
    }

    /**
     * Makes the channels. One that can't be made does not keep the others from it.
     *
     * @param problems told of channels that can't be made
     */
    @SuppressWarnings("IllegalCatch") // a channel never ends a study
    Map<String, Notifier> channels(Consumer<String> problems) {
        Map<String, Notifier> channels = new LinkedHashMap<>();
        options.forEach((type, given) -> {
            try {
                channels.put(type, Notifiers.of(type, given));
            } catch (RuntimeException | LinkageError e) {
                problems.accept("The channel '" + type + "' can't be used: " + e.getMessage());
            }
        });
        return channels;
    }

    /** Returns the secrets that channels are given, as far as they can be read, so that no message repeats one. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        for (Map<String, @Nullable Object> given : options.values()) {
            for (Object value : given.values()) {
                SecretReference reference = SecretReference.of(value);
                if (reference != null) {
                    read(reference, secrets);
                }
            }
        }
        return secrets;
    }

    private static void read(SecretReference reference, List<Secret> secrets) {
        try {
            secrets.add(reference.read());
        } catch (RefusedException e) {
            return; // there is nothing to hide; the channel says so itself
        }
    }
}
