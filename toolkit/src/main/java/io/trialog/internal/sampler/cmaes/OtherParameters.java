package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.fold.ForwardedView;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.spi.Sampler.Plan;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has no coordinate, categorical and conditional parameters, proposed by another sampler, which takes the coordinates as given.
 * Safe for use by several threads.
 */
final class OtherParameters {

    private final Sampler sampler;
    private volatile @Nullable Given given;

    /** The settings of a study, and what the other sampler sees in their place. */
    private record Given(Settings whole, CmaesSpace space, Settings settings) {}

    OtherParameters(Sampler sampler) {
        this.sampler = sampler;
    }

    /** Proposes what a declared space has beside the coordinates; where the program decides, what other trials have. */
    Plan plan(StudyView view, int trial, CmaesSpace space) {
        Plan plan = sampler.sampleJointly(without(view, space), trial);
        Map<String, @Nullable Object> values = new LinkedHashMap<>(plan.values());
        values.keySet().removeAll(space.parameters().keySet());
        return new Plan(values, plan.explanation());
    }

    @Nullable
    Object value(StudyView view, int trial, String name, Distribution distribution) {
        return sampler.sampleIndependently(view, trial, name, distribution);
    }

    /** Where values came from that are not told yet. */
    List<Origin> origins(StudyView view, TrialRecord trial, List<Origin> known) {
        Set<String> told = known.stream().map(Origin::parameter).collect(Collectors.toSet());
        return trial.shape().names().stream().allMatch(told::contains)
                ? List.of()
                : sampler.origins(view, trial).stream()
                        .filter(origin -> !told.contains(origin.parameter()))
                        .toList();
    }

    private StudyView without(StudyView view, CmaesSpace space) {
        Settings whole = view.settings();
        Given known = given;
        if (known == null || !known.whole().equals(whole) || !known.space().equals(space)) {
            Map<String, @Nullable Object> fixed = new LinkedHashMap<>(FixedValues.of(whole.sampler()));
            space.parameters().keySet().forEach(name -> fixed.put(name, null));
            Map<String, @Nullable Object> settings = new LinkedHashMap<>(whole.sampler());
            settings.put(FixedValues.KEY, fixed);
            known = new Given(whole, space, whole.withSampler(settings));
            given = known;
        }
        return new ViewWithout(view, Objects.requireNonNull(known).settings());
    }

    /** A view in which the coordinates are given. */
    private static final class ViewWithout extends ForwardedView {

        private final Settings settings;

        ViewWithout(StudyView whole, Settings settings) {
            super(whole);
            this.settings = settings;
        }

        @Override
        public Settings settings() {
            return settings;
        }
    }
}
