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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of one section of a study file, {@code sampler}, {@code pruner} or {@code executor}, and the options each type
 * takes, as their providers describe them. Builder, study file, command line, messages and documentation ask here. Safe for use by several threads.
 *
 * @param <P> what provides a type
 */
public final class OptionCatalogue<P extends TypeProvider> {

    /** The key that names the type in a section. */
    public static final String TYPE = "type";

    /** The key that names the number of the rule by which the type decides. */
    public static final String RULE = "rule";

    /** Stands for the newest rule. */
    public static final String LATEST = "latest";

    private final String section;
    private final String defaultType;
    private final String impliedType;
    private final Set<String> settings;
    private final Map<String, P> byName;
    private final Map<String, P> own = new ConcurrentHashMap<>();

    private OptionCatalogue(
            String section, String defaultType, String impliedType, Set<String> settings, Map<String, P> byName) {
        this.section = section;
        this.defaultType = defaultType;
        this.impliedType = impliedType;
        this.settings = settings;
        this.byName = byName;
    }

    /**
     * Fills a catalogue from the providers of a socket.
     *
     * @param section the section of the study file
     * @param defaultType the type where a section names none
     * @param impliedType the type that settings mean which were recorded without one
     * @param settings keys of the section that are no options of a type
     * @throws io.trialog.exception.RefusedException if two providers have the same type or alias
     */
    static <P extends TypeProvider> OptionCatalogue<P> load(
            Class<P> socket, String section, String defaultType, String impliedType, Set<String> settings) {
        return new OptionCatalogue<>(
                section, defaultType, impliedType, settings, PlugIns.byName(socket, OptionCatalogue::names));
    }

    /** Fills a catalogue from providers at hand. */
    static <P extends TypeProvider> OptionCatalogue<P> of(List<P> providers, String section, String defaultType) {
        Map<String, P> byName = new LinkedHashMap<>();
        providers.forEach(provider -> names(provider).forEach(name -> byName.put(name, provider)));
        return new OptionCatalogue<>(section, defaultType, defaultType, Set.of(), byName);
    }

    /** Adds a type of the program itself, in place of its last one of that name; no list names it. Refuses a name that is taken. */
    public void add(P provider) {
        P known = byName.get(provider.type());
        if (known != null) {
            throw new IllegalArgumentException("The " + section + " '" + provider.type()
                    + "' must have a name of its own, but " + known.getClass().getName() + " has it.");
        }
        own.put(provider.type(), provider);
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

    /** Returns the type of a new study whose section names none. */
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
        P provider = byName.getOrDefault(name.replace('-', '_'), byName.get(name.replace('_', '-')));
        return provider == null ? own.get(type) : provider;
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
        return type == null ? impliedType : type.toString();
    }

    /**
     * Checks the options of settings.
     *
     * @param given the type and its options
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public OptionValues values(Map<String, ? extends @Nullable Object> given) {
        return values(given, rule(given, 1));
    }

    private OptionValues values(Map<String, ? extends @Nullable Object> given, int rule) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>(given);
        options.keySet().remove(TYPE);
        options.keySet().removeAll(settings);
        P provider = provider(given);
        String owner = section + " '" + type(given) + "'";
        if (rule == provider.rule()) {
            return newest(owner, provider, options);
        }
        try {
            return OptionValues.of(owner, rule, provider.options(rule), options);
        } catch (IllegalArgumentException e) {
            if (!isNewer(provider, rule, options.keySet())) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "By its rule " + rule + ": " + e.getMessage() + "\nMaybe set " + section + "." + RULE + " to "
                            + LATEST + ", which is " + provider.rule() + ".",
                    e);
        }
    }

    /** An option that the type does not take may be one of another type. */
    private OptionValues newest(String owner, P provider, Map<String, @Nullable Object> options) {
        for (String option : options.keySet()) {
            List<String> others = typesWith(option);
            if (!options(provider).containsKey(option) && !others.isEmpty()) {
                throw new IllegalArgumentException("The " + owner + " has no option '" + option + "'; it takes "
                        + words(options(provider).keySet()) + ".\nMaybe type: " + String.join(" or ", others) + ".");
            }
        }
        return OptionValues.of(owner, provider.rule(), provider.options(), options);
    }

    /** Returns the names of options in words. */
    static String words(Set<String> options) {
        return options.isEmpty() ? "none" : String.join(", ", options);
    }

    /** Returns the types that take an option. */
    List<String> typesWith(String option) {
        return providers().stream()
                .filter(other -> options(other).containsKey(option))
                .map(TypeProvider::type)
                .toList();
    }

    /** Whether a type takes one of these options only under a newer rule. */
    private static boolean isNewer(TypeProvider provider, int rule, Set<String> given) {
        Set<String> newer = new LinkedHashSet<>();
        provider.options().forEach(option -> newer.add(option.name()));
        provider.options(rule).forEach(option -> newer.remove(option.name()));
        newer.retainAll(given);
        return !newer.isEmpty();
    }

    /**
     * Returns settings in which everything is said: the type, the number of its rule, and every option with its value.
     *
     * @param given the type and its options
     * @param recorded what a study was recorded with, whose rule holds on; {@code null} in a new study
     * @return the settings; as they are if nobody provides their type
     * @throws IllegalArgumentException if an option can't be used
     */
    public Map<String, @Nullable Object> resolved(
            Map<String, ? extends @Nullable Object> given, @Nullable Map<String, @Nullable Object> recorded) {
        P provider = find(type(given));
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        if (provider == null) {
            resolved.putAll(given);
            return resolved;
        }
        int rule = recorded != null && provider.equals(find(type(recorded)))
                ? rule(given, rule(recorded, 1))
                : rule(given, provider.rule());
        resolved.put(TYPE, provider.type());
        resolved.put(RULE, (long) rule);
        resolved.putAll(values(given, rule).all());
        NestedPruners.resolve(provider.options(rule), resolved, recorded);
        for (String setting : settings) {
            if (given.get(setting) != null && !setting.equals(RULE)) {
                resolved.put(setting, given.get(setting));
            }
        }
        return resolved;
    }

    /**
     * Returns the number of the rule that settings name.
     *
     * @param otherwise the number where settings name none
     * @throws IllegalArgumentException if there is no such rule
     */
    public int rule(Map<String, ? extends @Nullable Object> given, int otherwise) {
        Object rule = given.get(RULE);
        if (rule == null) {
            return otherwise;
        }
        int newest = provider(given).rule();
        if (rule.equals(LATEST)) {
            return newest;
        }
        if (rule instanceof Number number && number.doubleValue() == number.intValue()) {
            if (number.intValue() >= 1 && number.intValue() <= newest) {
                return number.intValue();
            }
        }
        throw new IllegalArgumentException("The rule of the " + section + " '" + type(given) + "' must be from 1 to "
                + newest + " or '" + LATEST + "', but is '" + rule + "'.\nMaybe a newer Trialog knows this rule.");
    }

    /** Returns the options of a type under any of its rules; the newest description of each. */
    static Map<String, Option> options(TypeProvider provider) {
        Map<String, Option> options = new LinkedHashMap<>();
        provider.options().forEach(option -> options.put(option.name(), option));
        for (int rule = provider.rule() - 1; rule >= 1; rule--) {
            provider.options(rule).forEach(option -> options.putIfAbsent(option.name(), option));
        }
        return options;
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
