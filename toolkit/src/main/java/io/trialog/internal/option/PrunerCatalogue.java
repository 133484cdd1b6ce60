package io.trialog.internal.option;

import io.trialog.internal.fold.ReportedView;
import io.trialog.internal.fold.Watched;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pruners that settings can name. */
public final class PrunerCatalogue {

    /** The type that prunes nothing. */
    public static final String NONE = "nop";

    /** The setting beside the options that says what becomes of values which are only printed. */
    public static final String PRINTED = "printed";

    /** Printed values are recorded, and the pruner never sees them. */
    public static final String RECORD = "record";

    /** Printed values are as good as reported ones: what holds where nothing is said, as in studies of 0.1. */
    public static final String PRUNE = "prune";

    private static final Once<OptionCatalogue<PrunerProvider>> CATALOGUE = new Once<>(() -> OptionCatalogue.load(
            PrunerProvider.class, "pruner", "median", "median", Set.of(OptionCatalogue.RULE, PRINTED)));

    private PrunerCatalogue() {}

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
        return catalogue().provider(settings).create(catalogue().values(settings), PrunerCatalogue::of);
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

    /** Returns the settings of a new study with so many objectives that names no pruner. */
    public static Map<String, @Nullable Object> unnamed(int objectives) {
        return withPrinted(OptionCatalogue.ofType(typeFor(objectives)), RECORD);
    }

    /** Returns settings that a user named: printed values prune, unless they say something else. */
    public static Map<String, @Nullable Object> named(Map<String, @Nullable Object> settings) {
        return withPrinted(settings, PRUNE);
    }

    private static Map<String, @Nullable Object> withPrinted(Map<String, @Nullable Object> settings, String word) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(settings);
        if (prunes(settings)) {
            complete.putIfAbsent(PRINTED, word);
        }
        return complete;
    }

    /** Returns whether settings tell printed values from reported ones; those of studies of 0.1 do not. */
    public static boolean tellsPrinted(Map<String, @Nullable Object> settings) {
        return settings.containsKey(PRINTED);
    }

    /** Returns whether printed values are recorded only. */
    public static boolean recordsPrinted(Map<String, @Nullable Object> settings) {
        return RECORD.equals(settings.get(PRINTED));
    }

    /** Returns what the pruner of a study sees of it: no printed values, where these are recorded only. */
    public static StudyView seen(StudyView view) {
        return recordsPrinted(view.settings().pruner()) ? ReportedView.of(view) : view;
    }

    /**
     * Returns whether the pruner is asked about an event: whether it brought a report that the pruner sees.
     *
     * @param before the reports of the trial by which the pruner judges, before the event
     * @param view the study after the event
     */
    public static boolean isAsked(Reports before, StudyView view, int trial) {
        Reports after = Watched.reports(view.settings(), view.trial(trial));
        return recordsPrinted(view.settings().pruner())
                ? after.withoutPrinted().size() > before.withoutPrinted().size()
                : after.size() > before.size();
    }

    /**
     * Returns the settings with which a study goes on whose file asks for others. One of 0.1 goes on as before: its printed
     * values prune, unless a pruner is named that records them.
     *
     * @param stored the settings in force
     * @param asked what is asked for now
     * @param isNamed whether the user named a pruner
     */
    public static Map<String, @Nullable Object> continued(
            Map<String, @Nullable Object> stored, Map<String, @Nullable Object> asked, boolean isNamed) {
        if (!isBeforePrinted(stored) || isNamed && recordsPrinted(asked)) {
            return asked;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(asked);
        kept.remove(PRINTED);
        return kept;
    }

    /** Returns whether settings are of a study that was made before printed values were told from reported ones. */
    public static boolean isBeforePrinted(Map<String, @Nullable Object> stored) {
        return prunes(stored) && !tellsPrinted(stored);
    }

    private static boolean prunes(Map<String, @Nullable Object> settings) {
        PrunerProvider provider = catalogue().find(catalogue().type(settings));
        return provider == null || !provider.type().equals(NONE);
    }
}
