package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.Durations;
import io.trialog.internal.option.Notifiers;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.SectionReader;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.spi.Notification.Event;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code notify}: of what people are told, and through which channels. */
final class NotifyReader {

    private static final List<String> EVENTS =
            Stream.of(Event.values()).map(Event::word).toList();
    private static final List<String> DEFAULT = List.of(Event.DONE.word(), Event.FAILED.word());

    private final Notes notes;

    NotifyReader(Notes notes) {
        this.notes = notes;
    }

    /** Returns {@code on}, a list of events, and the options of each channel by its type. */
    Map<String, @Nullable Object> read(Item item) {
        OptionCatalogue<NotifierProvider> catalogue = Notifiers.catalogue();
        List<String> keys = new ArrayList<>(catalogue.types());
        keys.addAll(0, List.of(Notifiers.ON, Notifiers.STALLED_AFTER, Notifiers.INCLUDE_PARAMS));
        Fields fields = Fields.of(item, "notify", keys);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(Notifiers.ON, new ArrayList<Object>(fields.has(Notifiers.ON) ? events(fields) : DEFAULT));
        settings(fields, map);
        int settings = map.size();
        for (NotifierProvider provider : catalogue.providers()) {
            Item channel = fields.get(provider.type());
            if (channel != null) {
                map.put(provider.type(), channel(catalogue, provider, channel));
            }
        }
        if (map.size() == settings) {
            throw StudyFileException.at(
                    fields.place(),
                    "'notify' must name a channel; there are " + String.join(", ", catalogue.types()) + ".");
        }
        return map;
    }

    private static void settings(Fields fields, Map<String, @Nullable Object> map) {
        if (fields.has(Notifiers.STALLED_AFTER)) {
            String what = fields.name(Notifiers.STALLED_AFTER);
            map.put(
                    Notifiers.STALLED_AFTER,
                    Durations.seconds(YamlValues.duration(fields.need(Notifiers.STALLED_AFTER), what)));
        }
        if (fields.has(Notifiers.INCLUDE_PARAMS)) {
            String what = fields.name(Notifiers.INCLUDE_PARAMS);
            map.put(Notifiers.INCLUDE_PARAMS, YamlValues.flag(fields.need(Notifiers.INCLUDE_PARAMS), what));
        }
    }

    private static List<String> events(Fields fields) {
        Item item = fields.need(Notifiers.ON);
        List<Item> items = item instanceof Item.Scalar ? List.of(item) : YamlValues.list(item, "notify.on");
        return items.stream()
                .map(event -> YamlValues.word(event, "notify.on", EVENTS))
                .toList();
    }

    private Map<String, @Nullable Object> channel(
            OptionCatalogue<NotifierProvider> catalogue, NotifierProvider provider, Item item) {
        Map<String, @Nullable Object> options = SectionReader.within(catalogue, "notify." + provider.type())
                .read(asMap(provider, item), provider.type(), notes);
        options.remove(OptionCatalogue.TYPE);
        return options;
    }

    /** A value that is no map, or a reference to a secret, stands for the first option. */
    private static Item asMap(NotifierProvider provider, Item item) {
        List<Option> options = provider.options();
        if (options.isEmpty() || item instanceof Item.Mapping map && !isSecret(map, options.get(0))) {
            return item;
        }
        String first = options.get(0).name();
        return new Item.Mapping(item.place(), Map.of(first, new Item.Entry(item.place(), first, item)));
    }

    private static boolean isSecret(Item.Mapping map, Option first) {
        return first.kind() == Option.Kind.SECRET
                && !map.entries().isEmpty()
                && SecretReference.KEYS.containsAll(map.entries().keySet());
    }
}
