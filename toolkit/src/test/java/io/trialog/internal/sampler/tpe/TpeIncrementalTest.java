package io.trialog.internal.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.Histories;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sampler that followed a random history gives the same bits at every step as one that sees it for the first time. */
class TpeIncrementalTest {

    private static final TpeOptions JOINT = TpeOptions.DEFAULTS;
    private static final TpeOptions INDEPENDENT = Example.options(2, Map.of("multivariate", false));

    private static SearchSpace space(double high) {
        Condition trees = new Condition(Map.of("model", List.of("trees")));
        return new SearchSpace(List.of(
                new Parameter("model", CategoricalDistribution.of("trees", "net")),
                new Parameter("x", new FloatDistribution(0, high)),
                new Parameter("y", new FloatDistribution(-3, 5)),
                new Parameter("lr", new FloatDistribution(1e-4, 1, 0, true)),
                new Parameter("n", new IntDistribution(1, 6)),
                new Parameter("wide", new IntDistribution(1, 100_000, 1, true)),
                new Parameter("normal", new NormalDistribution(0, 1, 0.25, false)),
                new Parameter("depth", new IntDistribution(2, 8), trees)));
    }

    private final TpeSampler joint = new TpeSampler(JOINT, RandomStream::of);
    private final TpeSampler independent = new TpeSampler(INDEPENDENT, RandomStream::of);
    private final TreeSet<Integer> running = new TreeSet<>();
    private final List<StudyView> views = new ArrayList<>();

    private Map<String, @Nullable Object> ask(TpeSampler sampler, StudyView view, int trial) {
        Map<String, @Nullable Object> plan = sampler.sampleJointly(view, trial).values();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                Distribution distribution = parameter.distribution();
                Object value = plan.get(parameter.name());
                values.put(
                        parameter.name(),
                        distribution.contains(value)
                                ? value
                                : sampler.sampleIndependently(view, trial, parameter.name(), distribution));
            }
        }
        return values;
    }

    private void tellOne(Histories history, Random random) {
        int number = new ArrayList<>(running).get(random.nextInt(running.size()));
        running.remove(number);
        double kind = random.nextDouble();
        if (kind < 0.1) {
            history.fail(number);
        } else if (kind < 0.3) {
            history.report(number, random.nextInt(3), random.nextDouble()).prune(number);
        } else {
            if (kind < 0.4) {
                history.constrain(number, "c", random.nextDouble() - 0.5);
            }
            history.complete(number, Math.rint(20 * random.nextDouble()) / 20);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void incrementalEqualsFromScratchOnRandomHistories(long seed) {
        Random random = new Random(seed);
        Histories history = Histories.of(seed % 2 == 0 ? Direction.MINIMIZE : Direction.MAXIMIZE, seed, space(1));
        for (int step = 0; step < 400; step++) {
            StudyView view = history.view();
            int number = view.trialCount();
            views.add(view);
            Map<String, @Nullable Object> params = ask(joint, view, number);
            if (step % 5 == 0) {
                assertThat(params)
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(ask(new TpeSampler(JOINT, RandomStream::of), view, number));
                assertThat(ask(independent, view, number))
                        .as("independently, seed %s, step %s", seed, step)
                        .isEqualTo(ask(new TpeSampler(INDEPENDENT, RandomStream::of), view, number));
            }
            history.ask(params);
            running.add(number);
            while (running.size() > random.nextInt(9)) {
                tellOne(history, random);
            }
            if (random.nextDouble() < 0.02) {
                history.makeVoid(random.nextInt(number + 1));
            }
            if (step == 250 && seed > 2) {
                history.declare(space(2));
            }
        }
        goBack(random, seed);
    }

    /** Earlier views after later ones. */
    private void goBack(Random random, long seed) {
        for (int i = 0; i < 20; i++) {
            StudyView view = views.get(random.nextInt(views.size()));
            assertThat(ask(joint, view, view.trialCount()))
                    .as("back at position %s, seed %s", view.position(), seed)
                    .isEqualTo(ask(new TpeSampler(JOINT, RandomStream::of), view, view.trialCount()));
        }
    }
}
