package io.trialog.internal.sampler.random;

import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws every parameter on its own from its distribution. Safe for use by several threads. */
final class RandomSampler implements Sampler {

    private final IndependentDraw draw;
    private final boolean foresees;

    /**
     * @param foresees whether a trial of a space that is not declared gets values for what the last finished trial had
     */
    RandomSampler(RandomSource random, boolean foresees) {
        this.draw = new IndependentDraw(random);
        this.foresees = foresees;
    }

    /** Values for all active parameters of the declared space, or else for those that the trial will probably ask for. */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        boolean isDeclared = !view.settings().space().isEmpty();
        return new Plan(isDeclared || !foresees ? draw.drawDeclared(view, trial) : foreseen(view, trial), "random");
    }

    private Map<String, @Nullable Object> foreseen(StudyView view, int trial) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (view.finishedCount() > 0) {
            Shape shape = view.finished(view.finishedCount() - 1).shape();
            for (int i = 0; i < shape.size(); i++) {
                String name = shape.names().get(i);
                values.put(
                        name, draw.draw(view, trial, name, shape.distributions().get(i)));
            }
        }
        return values;
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
