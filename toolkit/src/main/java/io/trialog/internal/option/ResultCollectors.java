package io.trialog.internal.option;

import io.trialog.spi.Collector;
import io.trialog.spi.CollectorProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The collectors that {@code objective.collect} of a study file can name. */
public final class ResultCollectors {

    /** The type that reads a results file: what {@code objective.results} stands for. */
    public static final String FILE = "file";

    /** The options that name a place, of Trialog's own types. */
    private static final Map<String, String> PLACES = Map.of(FILE, "file", "tensorboard", "dir", "lightning", "dir");

    private static final Once<OptionCatalogue<CollectorProvider>> CATALOGUE =
            new Once<>(() -> OptionCatalogue.load(CollectorProvider.class, "objective.collect", FILE, FILE, Set.of()));

    private ResultCollectors() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<CollectorProvider> catalogue() {
        return CATALOGUE.get();
    }

    /**
     * Returns the file or directory that settings of a collector name.
     *
     * @param settings its type and options
     * @return the place, or {@code null} if it names none, or is a plug-in's
     */
    public static @Nullable Object place(Map<String, ? extends @Nullable Object> settings) {
        String option = PLACES.get(String.valueOf(settings.get(OptionCatalogue.TYPE)));
        return option == null ? null : settings.get(option);
    }

    /**
     * Makes a collector.
     *
     * @param settings its type and options
     * @throws IllegalArgumentException if the type or an option can't be used
     */
    public static Collector of(Map<String, ? extends @Nullable Object> settings) {
        return catalogue().provider(settings).create(catalogue().values(settings));
    }
}
