package io.trialog.internal.option;

import io.trialog.internal.platform.PlugIns;
import io.trialog.space.Nearest;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.TypeProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of one section of a study file, {@code sampler}, {@code pruner} or {@code executor}, and the options each type
 * takes, as their providers describe them. Builder, study file, command line, messages and documentation ask here. Immutable.
 *
 * @param <P> what provides a type
 */
public final class OptionCatalogue<P extends TypeProvider> {

    /** The key that names the type in a section. */
    public static final String TYPE = "type";

    private final String section;
    private final String defaultType;
    private final Set<String> settings;
    private final Map<String, P> byName;

    private OptionCatalogue(String section, String defaultType, Set<String> settings, Map<String, P> byName) {
        this.section = section;
        this.defaultType = defaultType;
        this.settings = settings;
        this.byName = byName;
    }

    /**
     * Fills a catalogue from the providers of a socket.
     *
     * @param section the section of the study file
     * @param defaultType the type where a section names none
     * @param settings keys of the section that are no options of a type
     * @throws io.trialog.exception.RefusedException if two providers have the same type or alias
     */
    static <P extends TypeProvider> OptionCatalogue<P> load(
            Class<P> socket, String section, String defaultType, Set<String> settings) {
        return new OptionCatalogue<>(section, defaultType, settings, PlugIns.byName(socket, OptionCatalogue::names));
    }

    /** Fills a catalogue from providers at hand. */
    static <P extends TypeProvider> OptionCatalogue<P> of(List<P> providers, String section, String defaultType) {
        Map<String, P> byName = new LinkedHashMap<>();
        providers.forEach(provider -> names(provider).forEach(name -> byName.put(name, provider)));
        return new OptionCatalogue<>(section, defaultType, Set.of(), byName);
    }

    private static List<String> names(TypeProvider provider) {
        List<String> names = new ArrayList<>();
        names.add(provider.type());
        names.addAll(provider.aliases());
        return names;
    }

    /** Returns the section of the study file that the types belong to. */
    public String section() {
        return section;
    }

    /** Returns the type where a section names none. */
    public String defaultType() {
        return defaultType;
    }

    /** Returns the providers, each once, in the order in which messages and documentation list them. */
    public Collection<P> providers() {
        return new LinkedHashSet<>(byName.values());
    }

    /** Returns the names of the types, without aliases. */
    public List<String> types() {
        return providers().stream().map(TypeProvider::type).toList();
    }

    /** Returns the provider of a type or alias in any case, with {@code -} or {@code _}, or {@code null}. */
    public @Nullable P find(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        P provider = byName.get(name.replace('-', '_'));
        return provider == null ? byName.get(name.replace('_', '-')) : provider;
    }

    /**
     * Returns the provider of the type that settings name.
     *
     * @param given the type and its options
     * @throws IllegalArgumentException if there is no such type; the message names the nearest one
     */
    public P provider(Map<String, ? extends @Nullable Object> given) {
        String type = type(given);
        P provider = find(type);
        if (provider == null) {
            throw new IllegalArgumentException("There is no " + section + " '" + type + "'; there are "
                    + String.join(", ", byName.keySet()) + "." + Nearest.maybe(type, byName.keySet()));
        }
        return provider;
    }

    /** Returns the type that settings name, as it stands there. */
    public String type(Map<String, ? extends @Nullable Object> given) {
        Object type = given.get(TYPE);
        return type == null ? defaultType : type.toString();
    }

    /**
     * Checks the options of settings.
     *
     * @param given the type and its options
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public OptionValues values(Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(given);
        options.keySet().remove(TYPE);
        options.keySet().removeAll(settings);
        return OptionValues.of(
                section + " '" + type(given) + "'", provider(given).options(), options);
    }

    /** Returns whether the option {@code key} of some type is a duration, which stands as seconds in settings. */
    public boolean isDuration(String key) {
        return providers().stream()
                .flatMap(provider -> provider.options().stream())
                .anyMatch(option -> option.name().equals(key) && option.kind() == Option.Kind.DURATION);
    }

    /** Returns the keys of the section that are no options of a type. */
    Set<String> settings() {
        return settings;
    }

    /** Returns all keys that the section may have, whatever its type. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(TYPE);
        providers().forEach(provider -> provider.options().forEach(option -> keys.add(option.name())));
        keys.addAll(settings);
        return keys;
    }

    /** Returns settings of a type without options. */
    public static Map<String, @Nullable Object> ofType(String type) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put(TYPE, type);
        return given;
    }
}
