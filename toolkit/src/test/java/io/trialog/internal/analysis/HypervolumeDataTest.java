package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.study.Direction;
import org.junit.jupiter.api.Test;

class HypervolumeDataTest {

    private static Study told(double[]... values) {
        Study study = Study.builder("front")
                .metric("cost", Direction.MINIMIZE)
                .metric("speed", Direction.MAXIMIZE)
                .sampler("random")
                .seed(1)
                .inMemory();
        study.optimizeMulti(values.length, trial -> values[trial.number()]);
        return study;
    }

    @Test
    void theVolumeGrowsWithEveryTrialThatJoinsTheFront() {
        Study study = told(
                new double[] {4, 1}, new double[] {3, 2}, new double[] {3.5, 1.5}, new double[] {1, 1}, new double[] {
                    2, 4
                });

        HypervolumeData data = HypervolumeData.of(study.view(), 5, 0);

        assertThat(data.trials()).containsExactly(0, 1, 3, 4);
        assertThat(data.volumes()).containsExactly(1.0, 4.0, 6.0, 13.0);
        assertThat(data.last()).isEqualTo(4);
    }

    @Test
    void withoutAReferenceTheWorstValuesAreIt() {
        Study study = told(new double[] {4, 1}, new double[] {1, 3});

        assertThat(HypervolumeData.worst(study.view())).containsExactly(4, 1);
        assertThat(HypervolumeData.of(study.view(), HypervolumeData.worst(study.view()))
                        .volumes())
                .containsExactly(6.0);
    }

    @Test
    void aReferenceHasANumberPerObjective() {
        Study study = told(new double[] {4, 1});

        assertThatThrownBy(() -> HypervolumeData.of(study.view(), 1))
                .hasMessage("The reference point must have a finite number per objective, 2, but is [1.0].");
    }
}
