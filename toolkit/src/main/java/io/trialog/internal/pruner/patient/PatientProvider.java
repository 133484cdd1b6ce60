package io.trialog.internal.pruner.patient;

import io.trialog.internal.fold.Watched;
import io.trialog.internal.pruner.Watch;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Pruner;
import io.trialog.spi.PrunerProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Provides the pruner {@code patient}. */
public final class PatientProvider implements PrunerProvider {

    private static final String PATIENCE = "patience";
    private static final String MIN_DELTA = "min_delta";
    private static final String INNER = Watched.PRUNER;

    private static final List<Option> OPTIONS = List.of(
            Option.count(PATIENCE, null, "Wait for so many reports without an improvement, and one more.")
                    .required(),
            Option.amount(
                    MIN_DELTA,
                    0,
                    "A trial counts as worse only by more than this; a larger number is more patient, unlike in Keras."),
            Option.pruner(
                    INNER, "Who decides about a trial that does not improve; without one, such a trial is pruned."),
            Watch.METRIC,
            Watch.MODE);

    @Override
    public String type() {
        return "patient";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Pruner create(OptionValues options) {
        return create(options, settings -> {
            throw new IllegalArgumentException("The pruner within 'patient' can't be made here: " + settings);
        });
    }

    @Override
    public Pruner create(OptionValues options, Function<Map<String, @Nullable Object>, Pruner> pruners) {
        Map<String, @Nullable Object> inner = new LinkedHashMap<>(options.nested(INNER));
        Watch watch = watch(options, inner);
        return new PatientPruner(
                options.count(PATIENCE),
                options.number(MIN_DELTA),
                inner.isEmpty() ? null : pruners.apply(inner),
                watch);
    }

    /** Both judge by one metric, whichever of them names it. */
    private static Watch watch(OptionValues options, Map<String, @Nullable Object> inner) {
        Watch own = Watch.of(options);
        Object named = inner.get(Watched.METRIC);
        if (own.metric() != null && !inner.isEmpty() && !own.metric().equals(named)) {
            throw new IllegalArgumentException("The pruner within 'patient' must judge by the same metric, '"
                    + own.metric() + "', but judges by " + (named == null ? "the objective" : "'" + named + "'")
                    + ".\nMaybe name metric and mode in the inner pruner alone.");
        }
        return own.metric() == null && named != null
                ? Watch.of(String.valueOf(named), inner.get(Watch.MODE.name()))
                : own;
    }
}
