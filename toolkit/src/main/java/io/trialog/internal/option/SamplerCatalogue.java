package io.trialog.internal.option;

import io.trialog.event.StudyEvent;
import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.sampler.FixedSampler;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.PairedSampler;
import io.trialog.internal.sampler.Unconditional;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.spi.SamplerProvider.Limits;
import io.trialog.study.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The samplers that settings can name. */
public final class SamplerCatalogue {

    /** The seed of all random choices stands beside the options of the sampler. */
    private static final String SEED = "seed";

    /** The default of 0.1, and what its settings mean that name no type. */
    private static final String EARLIER_DEFAULT = "tpe";

    private static final Once<OptionCatalogue<SamplerProvider>> CATALOGUE = new Once<>(() -> OptionCatalogue.load(
            SamplerProvider.class,
            "sampler",
            "auto",
            EARLIER_DEFAULT,
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(SEED, OptionCatalogue.RULE, FixedValues.KEY)))));

    private SamplerCatalogue() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<SamplerProvider> catalogue() {
        return CATALOGUE.get();
    }

    /**
     * Makes a sampler.
     *
     * @param settings its type and options; without a type, the default one
     * @throws IllegalArgumentException if the type or an option is unknown or has a wrong value; the message names what is
     *     known and what is nearest
     */
    public static Sampler of(Map<String, @Nullable Object> settings) {
        Sampler sampler = catalogue()
                .provider(settings)
                .create(catalogue().values(settings), RandomStream::of, SamplerCatalogue::of);
        Map<String, @Nullable Object> fixed = FixedValues.of(settings);
        return fixed.isEmpty() ? sampler : new FixedSampler(sampler, fixed);
    }

    /**
     * Makes the sampler of a study, whose parameters may be paired.
     *
     * @param settings the settings of the study
     * @throws IllegalArgumentException as {@link #of(Map)} says
     */
    public static Sampler of(Settings settings) {
        return settings.space().pairings().isEmpty() ? of(settings.sampler()) : new PairedSampler(SamplerCatalogue::of);
    }

    /**
     * Checks the settings of a new study.
     *
     * @param settings type and options; without a rule, the newest one
     * @throws IllegalArgumentException if they can't be used
     */
    public static void check(Map<String, @Nullable Object> settings) {
        of(catalogue().resolved(settings, null));
    }

    /** Returns the rule by which a sampler proposes. */
    public static StudyEvent.Rule rule(Map<String, @Nullable Object> settings) {
        return new StudyEvent.Rule(
                catalogue().provider(settings).type(), catalogue().rule(settings, 1));
    }

    /** Returns whether a sampler comes to an end by itself; an unknown one does not. */
    public static boolean enumerates(Map<String, @Nullable Object> settings) {
        return limits(settings).enumerates();
    }

    /**
     * Returns why a sampler can't be used with so many objectives, in a sentence, or {@code null} if it can.
     *
     * @param settings its type and options
     */
    public static @Nullable String refusal(Map<String, @Nullable Object> settings, int objectives) {
        int most = limits(settings).objectives();
        return objectives <= most
                ? null
                : "The sampler " + catalogue().type(settings) + " handles "
                        + (most == 1 ? "one metric" : most + " metrics") + byRule(settings) + ", but the study has "
                        + objectives + ".";
    }

    /**
     * Returns why a sampler can't be used with a space, in a sentence, or {@code null} if it can.
     *
     * @param settings its type and options
     * @param space the declared parameters
     */
    public static @Nullable String refusal(Map<String, @Nullable Object> settings, SearchSpace space) {
        if (limits(settings).conditions()) {
            return null;
        }
        SearchSpace reduced = FixedValues.reduced(space, FixedValues.of(settings));
        List<Parameter> everywhere = Unconditional.of(reduced);
        return reduced.parameters().stream()
                .filter(parameter -> !everywhere.contains(parameter))
                .findFirst()
                .map(parameter -> "The sampler " + catalogue().type(settings)
                        + " needs every parameter in every trial, but '" + parameter.name() + "' has a condition.")
                .orElse(null);
    }

    /**
     * Returns why a sampler can't be used where trials have constraints, in a sentence, or {@code null} if it can.
     *
     * @param settings its type and options
     */
    public static @Nullable String refusalOfConstraints(Map<String, @Nullable Object> settings) {
        return limits(settings).constraints()
                ? null
                : "The sampler " + catalogue().type(settings) + " does not look at constraints" + byRule(settings)
                        + ".";
    }

    /** Returns the default type of a study with so many objectives: the first that handles them. */
    public static String typeFor(int objectives) {
        return typeFor(catalogue().defaultType(), objectives);
    }

    /** Returns the settings of a study with so many objectives that names no sampler. */
    public static Map<String, @Nullable Object> unnamed(int objectives) {
        return OptionCatalogue.ofType(typeFor(objectives));
    }

    /** Returns a type that nobody named if it handles so many objectives, else the first that does. */
    public static String typeFor(String type, int objectives) {
        if (refusal(OptionCatalogue.ofType(type), objectives) == null) {
            return type;
        }
        return catalogue().providers().stream()
                .filter(provider -> provider.limits().objectives() >= objectives)
                .map(SamplerProvider::type)
                .findFirst()
                .orElse(type);
    }

    /**
     * Returns the type of a section of a study file that names none: the default, or that of 0.1 where only it takes the options.
     *
     * @param keys the keys of the section
     */
    public static String typeFor(Set<String> keys) {
        OptionCatalogue<SamplerProvider> catalogue = catalogue();
        Set<String> foreign = new LinkedHashSet<>(keys);
        foreign.removeAll(catalogue.settings());
        return OptionCatalogue.options(catalogue.provider(OptionCatalogue.ofType(catalogue.defaultType())))
                        .keySet()
                        .containsAll(foreign)
                ? catalogue.defaultType()
                : EARLIER_DEFAULT;
    }

    /**
     * Returns what a study goes on with: a study that was begun with the default of 0.1 keeps it where nobody names another.
     *
     * @param stored the settings in force
     * @param asked the settings that are asked for now
     * @param named whether their type was named, and not the default
     */
    public static Map<String, @Nullable Object> continued(
            Map<String, @Nullable Object> stored, Map<String, @Nullable Object> asked, boolean named) {
        if (named || !EARLIER_DEFAULT.equals(catalogue().type(stored))) {
            return asked;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(asked);
        kept.put(OptionCatalogue.TYPE, EARLIER_DEFAULT);
        return kept;
    }

    /** Of settings without a rule, the newest counts. */
    private static Limits limits(Map<String, @Nullable Object> settings) {
        SamplerProvider provider = catalogue().find(catalogue().type(settings));
        return provider == null
                ? new Limits(Integer.MAX_VALUE, true, false)
                : provider.limits(rule(settings, provider));
    }

    private static int rule(Map<String, @Nullable Object> settings, SamplerProvider provider) {
        return settings.get(OptionCatalogue.RULE) instanceof Number number
                        && number.intValue() >= 1
                        && number.intValue() < provider.rule()
                ? number.intValue()
                : provider.rule();
    }

    /** Names the rule where the newest one could do more. */
    private static String byRule(Map<String, @Nullable Object> settings) {
        SamplerProvider provider = catalogue().find(catalogue().type(settings));
        return provider == null || provider.limits().equals(limits(settings))
                ? ""
                : " by rule " + rule(settings, provider);
    }
}
