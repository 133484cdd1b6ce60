package io.trialog.internal.sampler.random;

import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws every parameter on its own from its distribution. Safe for use by several threads. */
final class RandomSampler implements Sampler {

    private final IndependentDraw draw;

    RandomSampler(RandomSource random) {
        this.draw = new IndependentDraw(random);
    }

    /** Values for all active parameters of the declared space; none if nothing is declared. */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        return new Plan(draw.drawDeclared(view, trial), "random");
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        return draw.draw(view, trial, name, distribution);
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        return IndependentDraw.origins(trial);
    }
}
