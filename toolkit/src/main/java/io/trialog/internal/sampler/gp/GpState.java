package io.trialog.internal.sampler.gp;

import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.Unconditional;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.study.StudyView;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the sampler keeps of a lineage. Locked by whoever uses it. */
final class GpState {

    final FitCache fits = new FitCache();
    private final GpOptions options;
    private final ToldTrials history;
    private @Nullable GpModel model;

    GpState(GpOptions options) {
        this.options = options;
        this.history = new ToldTrials(options);
    }

    ToldTrials follow(StudyView view) {
        if (!history.follow(view)) {
            model = null;
        }
        fits.follow(history.identity());
        return history;
    }

    /** The model over the parameters of a view that was followed; {@code null} if there are none. */
    @Nullable
    GpModel model(StudyView view) {
        NavigableMap<String, Distribution> parameters = parameters(view);
        if (parameters.isEmpty()) {
            return null;
        }
        GpModel current = model;
        if (current == null || !current.isOf(parameters)) {
            current = new GpModel(parameters, options, history.objectives());
            model = current;
        }
        current.follow(history);
        return current;
    }

    /**
     * The declared parameters that every trial has, with the ranges that they have now; or else what all COMPLETE trials asked for.
     */
    private NavigableMap<String, Distribution> parameters(StudyView view) {
        NavigableMap<String, Distribution> parameters = new TreeMap<>();
        if (view.settings().space().isEmpty()) {
            parameters.putAll(history.common());
            parameters.keySet().removeAll(FixedValues.names(view.settings()));
        }
        for (Parameter parameter : Unconditional.of(view.settings().space())) {
            if (!parameter.distribution().isSingle()) {
                parameters.put(parameter.name(), parameter.distribution());
            }
        }
        return parameters;
    }
}
