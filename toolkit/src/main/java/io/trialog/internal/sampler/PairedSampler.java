package io.trialog.internal.sampler;

import io.trialog.internal.fold.PairedSpace;
import io.trialog.space.Distribution;
import io.trialog.space.Pairing;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets another sampler choose the rows of paired parameters: that one sees one categorical parameter per group, and this one
 * proposes the values of the row. Safe for use by several threads.
 */
public final class PairedSampler implements Sampler {

    private final Function<Map<String, @Nullable Object>, Sampler> others;
    private final Map<Map<String, @Nullable Object>, Sampler> made = new HashMap<>();
    private volatile @Nullable PairedSpace known;

    /**
     * Makes a sampler.
     *
     * @param others makes the sampler that chooses rows, from its type and options
     */
    public PairedSampler(Function<Map<String, @Nullable Object>, Sampler> others) {
        this.others = others;
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        PairedSpace space = space(view);
        Plan plan = sampler(space).sampleJointly(space.view(view), trial);
        return new Plan(space.members(plan.values()), plan.explanation(), plan.memo());
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        PairedSpace space = space(view);
        Pairing pairing = view.settings().space().pairing(name);
        if (pairing == null) {
            return sampler(space).sampleIndependently(space.view(view), trial, name, distribution);
        }
        Object row = sampler(space)
                .sampleIndependently(space.view(view), trial, pairing.group(), PairedSpace.distribution(pairing));
        return pairing.values(((Number) Objects.requireNonNull(row)).intValue()).get(name);
    }

    @Override
    public boolean isExhausted(StudyView view) {
        PairedSpace space = space(view);
        return sampler(space).isExhausted(space.view(view));
    }

    @Override
    public long points(StudyView view) {
        PairedSpace space = space(view);
        return sampler(space).points(space.view(view));
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        PairedSpace space = space(view);
        StudyView seen = space.view(view);
        List<Origin> origins = new ArrayList<>();
        for (Origin origin : sampler(space).origins(seen, space.numbered(trial))) {
            Pairing pairing = view.settings().space().pairings().stream()
                    .filter(one -> one.group().equals(origin.parameter()))
                    .findFirst()
                    .orElse(null);
            if (pairing == null) {
                origins.add(origin);
            } else {
                String row = "row " + (pairing.rowOf(trial.params()) + 1) + " of "
                        + pairing.rows().size() + " of '" + pairing.group() + "', ";
                for (String member : pairing.members()) {
                    String source = AroundTrial.ofRow(
                            origin.source(), number -> pairing.values(number).get(member));
                    origins.add(new Origin(member, row + source, origin.below(), origin.above()));
                }
            }
        }
        return origins;
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        PairedSpace space = space(view);
        return sampler(space).remarks(space.view(view), space.numbered(trial));
    }

    private Sampler sampler(PairedSpace space) {
        synchronized (made) {
            return made.computeIfAbsent(space.settings().sampler(), others);
        }
    }

    private PairedSpace space(StudyView view) {
        Settings settings = view.settings();
        PairedSpace space = known;
        if (space == null || !space.whole().equals(settings)) {
            space = new PairedSpace(settings);
            known = space;
        }
        return space;
    }
}
