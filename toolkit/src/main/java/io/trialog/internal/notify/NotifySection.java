package io.trialog.internal.notify;

import io.trialog.internal.option.Notifiers;
import io.trialog.spi.Notification.Event;
import io.trialog.spi.Notifier;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the section {@code notify} of a study file asks for.
 *
 * @param events what is told
 * @param options the options of each channel, by the type of its provider
 */
record NotifySection(Set<Event> events, Map<String, Map<String, @Nullable Object>> options) {

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
        return new NotifySection(events, channels);
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

    /** Makes the channels. */
    Map<String, Notifier> channels() {
        Map<String, Notifier> channels = new LinkedHashMap<>();
        options.forEach((type, given) -> channels.put(type, Notifiers.of(type, given)));
        return channels;
    }
}
