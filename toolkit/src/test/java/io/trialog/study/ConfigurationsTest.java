package io.trialog.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.testing.Histories;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

    private final Histories study = Histories.minimize(new SearchSpace(List.of(
            new Parameter("model", new CategoricalDistribution(List.of("net", "trees"))),
            new Parameter("seed", new IntDistribution(0, 9)))));

    private int run(String model, long seed, double value) {
        int number = study.ask(Map.of("model", model, "seed", seed));
        study.complete(number, value);
        return number;
    }

    private Configurations over(String... names) {
        return Configurations.of(study.view(), "value", Direction.MINIMIZE, Set.of(names));
    }

    @Test
    void trialsThatDifferInTheSeedOnlyAreOneConfiguration() {
        run("net", 0, 1);
        run("trees", 0, 3);
        run("net", 1, 2);
        run("net", 2, 6);

        List<Configurations.Row> rows = over("seed").rows();
        assertThat(rows)
                .extracting(Configurations.Row::params)
                .containsExactly(Map.of("model", "net"), Map.of("model", "trees"));
        assertThat(rows.get(0).mean()).isEqualTo(3.0);
        assertThat(rows.get(0).deviation()).isCloseTo(Math.sqrt(7), within(1e-12));
        assertThat(rows.get(0).n()).isEqualTo(3);
        assertThat(rows.get(0).trials()).containsExactly(0, 2, 3);
        assertThat(rows.get(1).deviation()).isNaN();
    }

    @Test
    void theBestMeanStandsFirstAndWhatHasNoValueIsLeftOut() {
        run("net", 0, 1);
        run("trees", 0, 3);
        study.makeVoid(run("trees", 1, 0));
        run("net", 1, Double.POSITIVE_INFINITY);

        Configurations best = Configurations.of(study.view(), "value", Direction.MAXIMIZE, Set.of());
        assertThat(best.rows()).extracting(Configurations.Row::mean).containsExactly(3.0, 1.0);
        assertThat(best.left()).isEqualTo(1);
    }
}
