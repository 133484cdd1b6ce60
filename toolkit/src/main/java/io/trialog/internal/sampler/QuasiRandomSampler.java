package io.trialog.internal.sampler;

import io.trialog.internal.fold.Lineages;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.spi.Option;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the points of a sequence that fills the space evenly. A trial's point stands in its memo; the next trial gets the one
 * after the highest, in whatever state the trials are. So no worker repeats a point.
 *
 * <p>Each parameter has a coordinate of its own: the declared ones, parents first, or else those of the first trial that ended
 * well, in the order in which it asked for them. What has no coordinate is drawn at random. Safe for use by several threads.
 */
public final class QuasiRandomSampler implements Sampler {

    /** The option that says whether the points are scrambled. */
    public static final Option SCRAMBLE =
            Option.flag("scramble", true, "Scramble the points by the seed; they stay as even as they are.");

    private final String name;
    private final LongFunction<PointSequence> sequences;
    private final IntFunction<String> remark;
    private final IndependentDraw draw;
    private final Lineages<Highest> lineages = new Lineages<>();
    private volatile @Nullable Seeded seeded;

    private record Seeded(long seed, PointSequence sequence) {}

    /**
     * Makes a sampler.
     *
     * @param name the name of the sequence: the key of memos
     * @param sequences makes the sequence of a seed
     * @param remark what an explanation says of so many points, in words; may be empty
     * @param random for parameters that have no coordinate
     */
    public QuasiRandomSampler(
            String name, LongFunction<PointSequence> sequences, IntFunction<String> remark, RandomSource random) {
        this.name = name;
        this.sequences = sequences;
        this.remark = remark;
        this.draw = new IndependentDraw(random);
    }

    /**
     * Makes one that proposes scrambled Sobol points.
     *
     * @param random where scrambling takes its random numbers from
     * @param scramble whether the points are scrambled
     * @return the sampler
     */
    public static QuasiRandomSampler sobol(RandomSource random, boolean scramble) {
        return new QuasiRandomSampler(
                "sobol",
                seed -> new SobolSequence(scramble ? random : null, seed),
                QuasiRandomSampler::balance,
                random);
    }

    /** A power of two is balanced; what lies between two of them is not. */
    private static String balance(int points) {
        return points > 1 && Integer.bitCount(points) == 1
                ? ", " + points + " points are balanced"
                : ", balanced again with " + 2 * Integer.highestOneBit(points);
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        List<Parameter> coordinates = coordinates(view, trial);
        if (coordinates.isEmpty()) {
            return new Plan(draw.drawDeclared(view, trial), name + ": nothing to go by yet");
        }
        long index = next(view, trial);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int dimension = 0;
        for (Parameter parameter : coordinates) {
            boolean isSingle = parameter.distribution().isSingle();
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                values.put(
                        parameter.name(),
                        isSingle
                                ? UnitCube.value(parameter.distribution(), 0)
                                : value(view, trial, index, dimension, parameter));
            }
            dimension += isSingle ? 0 : 1;
        }
        String explanation = name + ": point " + index + remark.apply((int) Math.min(index + 1, 1 << 30));
        return new Plan(values, explanation, Map.of(name, index));
    }

    private @Nullable Object value(StudyView view, int trial, long index, int dimension, Parameter parameter) {
        return dimension < PointSequence.MOST
                ? UnitCube.value(parameter.distribution(), sequence(view).coordinate(index, dimension))
                : draw.draw(view, trial, parameter.name(), parameter.distribution());
    }

    @Override
    public @Nullable Object sampleIndependently(
            StudyView view, int trial, String parameter, Distribution distribution) {
        int dimension = dimension(coordinates(view, trial), parameter);
        return dimension < 0
                ? draw.draw(view, trial, parameter, distribution)
                : value(view, trial, next(view, trial), dimension, new Parameter(parameter, distribution));
    }

    private static int dimension(List<Parameter> coordinates, String parameter) {
        int dimension = 0;
        for (Parameter known : coordinates) {
            if (known.name().equals(parameter)) {
                return known.distribution().isSingle() ? -1 : dimension;
            }
            dimension += known.distribution().isSingle() ? 0 : 1;
        }
        return -1;
    }

    private PointSequence sequence(StudyView view) {
        long seed = view.settings().seed();
        Seeded known = seeded;
        if (known == null || known.seed() != seed) {
            known = new Seeded(seed, sequences.apply(seed));
            seeded = known;
        }
        return known.sequence();
    }

    /** The parameters in their order; each that is not single-valued has the next coordinate. */
    private static List<Parameter> coordinates(StudyView view, int trial) {
        List<Parameter> declared = view.settings().space().inOrder();
        if (!declared.isEmpty()) {
            return declared;
        }
        Shape shape = first(view, trial);
        List<Parameter> known = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            known.add(new Parameter(shape.names().get(i), shape.distributions().get(i)));
        }
        return known;
    }

    /** What the lowest trial that ended well asked for; until one has, the running trial that asked for most. */
    private static Shape first(StudyView view, int trial) {
        Shape most = Shape.EMPTY;
        for (int number = 0; number < view.trialCount(); number++) {
            TrialRecord record = view.trial(number);
            boolean endedWell = record.state() == TrialState.COMPLETE || record.state() == TrialState.PRUNED;
            if (endedWell && record.shape().size() > 0 && !view.isVoided(number)) {
                return record.shape();
            }
            if (record.state() == TrialState.RUNNING
                    && number != trial
                    && record.shape().size() > most.size()) {
                most = record.shape();
            }
        }
        return most;
    }

    private long next(StudyView view, int trial) {
        Highest highest = lineages.get(view.lineage(), Highest::new);
        synchronized (highest) {
            long most = highest.finished(view);
            for (TrialRecord running : view.running()) {
                most = running.number() == trial ? most : Math.max(most, index(running));
            }
            return most + 1;
        }
    }

    private long index(TrialRecord trial) {
        return trial.memo().get(name) instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        List<Parameter> coordinates = coordinates(view, trial.number());
        long index = next(view, trial.number());
        Map<String, @Nullable Object> params = trial.params();
        List<Origin> origins = new ArrayList<>();
        for (int i = 0; i < trial.shape().size(); i++) {
            String parameter = trial.shape().names().get(i);
            Distribution distribution = trial.shape().distributions().get(i);
            int dimension = dimension(coordinates, parameter);
            boolean isPoint = dimension >= 0
                    && dimension < PointSequence.MOST
                    && Objects.equals(
                            params.get(parameter),
                            UnitCube.value(distribution, sequence(view).coordinate(index, dimension)));
            origins.add(new Origin(
                    parameter,
                    isPoint
                            ? "coordinate " + dimension + " of " + name + " point " + index + ", "
                                    + sequence(view).coordinate(index, dimension)
                            : IndependentDraw.AT_RANDOM));
        }
        return origins;
    }

    /** The highest point of the finished trials of a lineage, followed incrementally. */
    private final class Highest {

        private int seen;
        private long most = -1;

        long finished(StudyView view) {
            if (view.finishedCount() < seen) {
                seen = 0;
                most = -1;
            }
            for (; seen < view.finishedCount(); seen++) {
                most = Math.max(most, index(view.finished(seen)));
            }
            return most;
        }
    }
}
