package io.trialog.internal.sampler.nsga;

import static io.trialog.testing.AskedStudy.floats;
import static io.trialog.testing.AskedStudy.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.Direction;
import io.trialog.testing.AskedStudy;
import io.trialog.testing.SamplerContract;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Nsga3SamplerTest extends SamplerContract {

    @Override
    protected Sampler sampler() {
        return AskedStudy.sampler("nsga3", Map.of("population", 8L));
    }

    @Override
    protected SamplerProvider provider() {
        return new Nsga3Provider();
    }

    /** DTLZ2 with three objectives: the best values lie on a sphere around the origin (doi:10.1007/1-84628-137-7_6). */
    private static double[] dtlz2(Map<String, @Nullable Object> params) {
        double g = 1;
        for (int i = 2; i < params.size(); i++) {
            g += Math.pow(number(params, "x" + i) - 0.5, 2);
        }
        double a = number(params, "x0") * Math.PI / 2;
        double b = number(params, "x1") * Math.PI / 2;
        return new double[] {g * Math.cos(a) * Math.cos(b), g * Math.cos(a) * Math.sin(b), g * Math.sin(a)};
    }

    @Test
    void lossesAreNormalizedAsByTheReference() {
        double[][] losses = {{0, 4, 8}, {2, 0, 6}, {4, 4, 0}, {1, 1, 5}, {3, 2, 3}};
        double[][] expected = {{0, 1, 1}, {0.5, 0, 0.75}, {1, 1, 0}, {0.25, 0.25, 0.625}, {0.75, 0.5, 0.375}};
        double[][] normalized = Normalization.of(losses);
        for (int i = 0; i < losses.length; i++) {
            assertThat(normalized[i]).containsExactly(expected[i], within(1e-12));
        }
    }

    @Test
    void thePlaneThroughTheExtremePointsCutsTheAxesAtOne() {
        double[][] normalized = Normalization.of(new double[][] {{4, 0, 0}, {0, 2, 0}, {0, 0, 8}, {1, 1, 1}});
        assertThat(normalized[3]).containsExactly(new double[] {0.25, 0.5, 0.125}, within(1e-12));
    }

    @Test
    void infiniteLossesStandThreeRangesBeyondTheOthers() {
        double[][] normalized = Normalization.of(new double[][] {{0, 1}, {1, 0}, {Double.POSITIVE_INFINITY, 0.5}});
        assertThat(normalized[2][0]).isCloseTo(4, within(1e-12));
    }

    @Test
    void thereAreAsManyDirectionsAsThePopulationHasRoomFor() {
        assertThat(ReferenceDirections.of(2, 3, 50)).hasDimensions(4, 2);
        assertThat(ReferenceDirections.of(3, 3, 50)).hasDimensions(10, 3);
        assertThat(ReferenceDirections.of(2, 0, 50)).hasDimensions(50, 2);
        assertThat(ReferenceDirections.of(3, 0, 50)).hasDimensions(45, 3);
        assertThat(ReferenceDirections.of(5, 0, 50)).hasDimensions(35, 5);
        assertThat(ReferenceDirections.of(1, 0, 50)).hasDimensions(1, 1);
        assertThatThrownBy(() -> ReferenceDirections.of(6, 200, 50))
                .hasMessageStartingWith("The option 'divisions' of the sampler 'nsga3' must not make more than 100000");
    }

    @Test
    void directionsWithoutAnyTrialComeFirst() {
        double[][] before = {{0, 1}, {0.02, 0.98}};
        double[][] front = {{0.01, 0.99}, {0.5, 0.5}, {0.52, 0.49}, {1, 0}};

        assertThat(new NichedSurvival(2, 4).chosen(before, front, 2, RandomStream.of(1, 1, "test")))
                .containsExactlyInAnyOrder(1, 3);
    }

    /** The reference forgets the sign where it makes niches. */
    @Test
    void maximizingTheOppositeLeadsToTheSameTrials() {
        AskedStudy down = new AskedStudy(
                        Collections.nCopies(3, Direction.MINIMIZE), 5, floats(5), sampler(), Nsga3SamplerTest::dtlz2)
                .run(40);
        AskedStudy up = new AskedStudy(
                        List.of(Direction.MAXIMIZE, Direction.MINIMIZE, Direction.MAXIMIZE),
                        5,
                        floats(5),
                        sampler(),
                        params -> {
                            double[] values = dtlz2(params);
                            return new double[] {-values[0], values[1], -values[2]};
                        })
                .run(40);
        for (int number = 0; number < 40; number++) {
            assertThat(up.view().trial(number).params())
                    .isEqualTo(down.view().trial(number).params());
        }
    }

    /** One seed, which stands here; random search reaches 0.45 to 0.55, and 0.807 can't be passed. */
    @Test
    void theFrontIsApproached() {
        Sampler sampler = AskedStudy.sampler("nsga3", Map.of("population", 30L));
        AskedStudy study = new AskedStudy(
                        Collections.nCopies(3, Direction.MINIMIZE), 1, floats(5), sampler, Nsga3SamplerTest::dtlz2)
                .run(600);

        assertThat(Volumes.of(study.view(), 1.1, 1.1, 1.1)).isGreaterThan(0.68);
    }
}
