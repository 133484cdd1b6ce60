package io.trialog.internal.sampler.cmaes;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sampler that followed a random history gives the same bits at every step as one that sees it for the first time. */
class CmaesIncrementalTest {

    private static SearchSpace space(double high) {
        return new SearchSpace(List.of(
                new Parameter("kind", CategoricalDistribution.of("a", "b")),
                new Parameter("x", new FloatDistribution(0, high)),
                new Parameter("lr", new FloatDistribution(1e-4, 1, 0, true)),
                new Parameter("n", new IntDistribution(1, 6))));
    }

    private static void tellOne(CmaesHistory study, Random random) {
        int number = study.running.get(random.nextInt(study.running.size()));
        double kind = random.nextDouble();
        if (kind < 0.1) {
            study.running.remove((Integer) number);
            study.history.fail(number);
        } else if (kind < 0.3) {
            study.running.remove((Integer) number);
            study.history.report(number, random.nextInt(3), random.nextDouble()).prune(number);
        } else {
            if (kind < 0.35) {
                study.history.constrain(number, "c", random.nextDouble() - 0.5);
            }
            study.complete(number);
        }
    }

    private static void enqueue(CmaesHistory study, Random random) {
        Map<String, Object> values = Map.of("kind", "b", "x", random.nextDouble(), "lr", 0.01, "n", 3L);
        int number = study.history.enqueue(new java.util.LinkedHashMap<>(values));
        study.history.start(number, values);
        study.running.add(number);
    }

    /** Trials end between the basis of the ask and the ask. */
    private static void askLate(CmaesHistory study, Random random, String where) {
        StudyView basis = study.history.view();
        int number = basis.trialCount();
        Map<String, Object> values = CmaesHistory.values(study.sampler, basis, number);
        Map<String, Object> memo = study.sampler.sampleJointly(basis, number).memo();
        for (int ends = random.nextInt(9); ends > 0 && !study.running.isEmpty(); ends--) {
            tellOne(study, random);
        }
        requireSameBits(study, study.history.view(), where);
        study.history.ask(values, memo);
        study.running.add(number);
    }

    private static void requireSameBits(CmaesHistory study, StudyView view, String where) {
        int number = view.trialCount();
        Sampler fresh = CmaesHistory.sampler(Map.of());
        assertThat(study.sampler.sampleJointly(view, number)).as(where).isEqualTo(fresh.sampleJointly(view, number));
        assertThat(CmaesHistory.values(study.sampler, view, number))
                .as(where)
                .isEqualTo(CmaesHistory.values(fresh, view, number));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void incrementalEqualsFromScratchOnRandomHistories(long seed) {
        Random random = new Random(seed);
        CmaesHistory study = new CmaesHistory(space(1), CmaesHistory.sampler(Map.of()));
        List<StudyView> views = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            views.add(study.history.view());
            if (step % 5 == 0) {
                requireSameBits(study, study.history.view(), "seed " + seed + ", step " + step);
            }
            if (random.nextDouble() < 0.2) {
                askLate(study, random, "late, seed " + seed + ", step " + step);
            } else {
                study.ask();
            }
            if (random.nextDouble() < 0.05) {
                enqueue(study, random);
            }
            while (study.running.size() > random.nextInt(17)) {
                tellOne(study, random);
            }
            if (random.nextDouble() < 0.02) {
                study.history.makeVoid(random.nextInt(step + 1));
            }
            if (step == 150 && seed > 2 || step == 220 && seed > 3) {
                study.history.declare(space(step == 150 ? 2 : 1));
            }
        }
        for (int i = 0; i < 20; i++) {
            StudyView view = views.get(random.nextInt(views.size()));
            requireSameBits(study, view, "back at position " + view.position() + ", seed " + seed);
        }
    }
}
