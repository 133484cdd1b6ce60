package io.trialog.internal.option;

import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The channels that the section {@code notify} of a study file can name. */
public final class Notifiers {

    /** The key that names the events. */
    public static final String ON = "on";

    /** The key that says how long nothing must have happened until that is told. */
    public static final String STALLED_AFTER = "stalled_after";

    /** The key that says whether values of parameters are told. */
    public static final String INCLUDE_PARAMS = "include_params";

    private static final Once<OptionCatalogue<NotifierProvider>> CATALOGUE =
            new Once<>(() -> OptionCatalogue.load(NotifierProvider.class, "notify", "command", "command", Set.of()));

    private Notifiers() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<NotifierProvider> catalogue() {
        return CATALOGUE.get();
    }

    /**
     * Makes a notifier.
     *
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public static Notifier of(String type, Map<String, @Nullable Object> options) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(OptionCatalogue.ofType(type));
        settings.putAll(options);
        return catalogue().provider(settings).create(catalogue().values(settings));
    }
}
