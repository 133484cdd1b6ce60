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

    private static final Once<OptionCatalogue<CollectorProvider>> CATALOGUE =
            new Once<>(() -> OptionCatalogue.load(CollectorProvider.class, "objective.collect", FILE, Set.of()));

    private ResultCollectors() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<CollectorProvider> catalogue() {
        return CATALOGUE.get();
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
