package io.trialog.internal.option;

import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pruners that settings can name. */
public final class Pruners {

    /** The type that prunes nothing. */
    public static final String NONE = "nop";

    private static final Once<OptionCatalogue<PrunerProvider>> CATALOGUE = new Once<>(
            () -> OptionCatalogue.load(PrunerProvider.class, "pruner", "median", Set.of(OptionCatalogue.RULE)));

    private Pruners() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<PrunerProvider> catalogue() {
        return CATALOGUE.get();
    }

    /**
     * Makes a pruner.
     *
     * @param settings its type and options; without a type, the default one
     * @throws IllegalArgumentException if the type or an option is unknown (the message names the nearest one), missing, of
     *     another kind or out of its range
     */
    public static Pruner of(Map<String, ? extends @Nullable Object> settings) {
        return catalogue().provider(settings).create(catalogue().values(settings));
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

    /**
     * Returns why a pruner can't be used with so many objectives, in a sentence, or {@code null} if it can.
     *
     * @param settings its type and options
     */
    public static @Nullable String refusal(Map<String, @Nullable Object> settings, int objectives) {
        PrunerProvider provider = catalogue().find(catalogue().type(settings));
        return provider == null || objectives <= provider.objectives()
                ? null
                : "A study with " + objectives + " metrics can't be pruned.";
    }

    /** Returns the default type of a study with so many objectives. */
    public static String typeFor(int objectives) {
        return refusal(Map.of(), objectives) == null ? catalogue().defaultType() : NONE;
    }
}
