package io.trialog.internal.sampler;

import io.trialog.internal.fold.ForwardedView;
import io.trialog.space.Distribution;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives every trial some fixed values and asks another sampler for the rest. That one sees a space in which the fixed parameters
 * have one value, and learns from all trials. Safe for use by several threads.
 */
public final class FixedSampler implements Sampler {

    private final Sampler others;
    private final Map<String, @Nullable Object> fixed;
    private volatile @Nullable Reduced reduced;

    private record Reduced(Settings whole, Settings settings) {}

    /**
     * Makes a sampler.
     *
     * @param others proposes the other values
     * @param fixed the fixed values by name
     */
    public FixedSampler(Sampler others, Map<String, @Nullable Object> fixed) {
        this.others = others;
        this.fixed = FixedValues.checked(fixed, SearchSpace.EMPTY);
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        Plan plan = others.sampleJointly(reduced(view), trial);
        Map<String, @Nullable Object> values = new LinkedHashMap<>(plan.values());
        values.putAll(FixedValues.checked(fixed, view.settings().space()));
        return new Plan(values, String.join(", ", fixed.keySet()) + " fixed, " + plan.explanation(), plan.memo());
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        return fixed.containsKey(name)
                ? FixedValues.inRange(name, fixed.get(name), distribution)
                : others.sampleIndependently(reduced(view), trial, name, distribution);
    }

    @Override
    public boolean isExhausted(StudyView view) {
        return others.isExhausted(reduced(view));
    }

    @Override
    public long points(StudyView view) {
        return others.points(reduced(view));
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        List<Origin> origins = new ArrayList<>();
        for (Origin origin : others.origins(reduced(view), trial)) {
            if (!fixed.containsKey(origin.parameter())) {
                origins.add(origin);
            }
        }
        trial.shape().names().stream()
                .filter(fixed::containsKey)
                .forEach(name -> origins.add(new Origin(name, "fixed for every trial of the study")));
        return origins;
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        return others.remarks(reduced(view), trial);
    }

    private StudyView reduced(StudyView view) {
        Settings whole = view.settings();
        Reduced known = reduced;
        if (known == null || !known.whole().equals(whole)) {
            Map<String, @Nullable Object> values = FixedValues.checked(fixed, whole.space());
            known = new Reduced(
                    whole,
                    whole.space().isEmpty() ? whole : whole.withSpace(FixedValues.reduced(whole.space(), values)));
            reduced = known;
        }
        return new ViewWith(view, known.settings());
    }

    /** A view with other settings. */
    private static final class ViewWith extends ForwardedView {

        private final Settings settings;

        ViewWith(StudyView whole, Settings settings) {
            super(whole);
            this.settings = settings;
        }

        @Override
        public Settings settings() {
            return settings;
        }
    }
}
