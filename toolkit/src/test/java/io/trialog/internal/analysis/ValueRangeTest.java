package io.trialog.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.Direction;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ValueRangeTest {

    private static final double[] USUAL = {0.1, 0.5, 0.4, 0.9, 0.6, 0.3, 0.2, 0.7, 0.8, 1.0};

    private static double[] with(double... more) {
        return DoubleStream.concat(DoubleStream.of(USUAL), DoubleStream.of(more))
                .toArray();
    }

    @Test
    void valuesFarWorseThanAllOthersLieBeyondTheRange() {
        ValueRange range = ValueRange.of(Direction.MINIMIZE, with(1e6, 300, Double.POSITIVE_INFINITY, Double.NaN));

        assertThat(range).isEqualTo(new ValueRange(Direction.MINIMIZE, 0.1, 1.0, 2, 0));
        assertThat(range.note()).isEqualTo("2 values above 1 are drawn at the edge.");
        assertThat(range.shown(300)).isEqualTo(1.0);
        assertThat(range.fraction(300)).isEqualTo(1);
        assertThat(range.fraction(0.1)).isZero();
    }

    @Test
    void whatIsWorseDependsOnTheDirection() {
        ValueRange range = ValueRange.of(Direction.MAXIMIZE, with(-40, 50));

        assertThat(range).isEqualTo(new ValueRange(Direction.MAXIMIZE, 0.1, 50, 1, 0));
        assertThat(range.note()).isEqualTo("1 value below 0.1 is drawn at the edge.");
        assertThat(range.best()).isEqualTo(50);
    }

    @Test
    void theBestValuesAreWithinHoweverFarTheyAreFromTheOthers() {
        assertThat(ValueRange.of(Direction.MINIMIZE, with(-1e9)))
                .isEqualTo(new ValueRange(Direction.MINIMIZE, -1e9, 1.0, 0, 0));
    }

    @Test
    void fewValuesAndEqualOnesAndUsualOnesAreAllWithin() {
        assertThat(ValueRange.of(Direction.MINIMIZE, 1, 2, 1e6).beyond()).isZero();
        assertThat(ValueRange.of(Direction.MINIMIZE, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 7))
                .isEqualTo(new ValueRange(Direction.MINIMIZE, 5, 7, 0, 0));
        assertThat(ValueRange.of(Direction.MINIMIZE)).isEqualTo(new ValueRange(Direction.MINIMIZE, 0, 1, 0, 0));
        SplittableRandom random = new SplittableRandom(4);
        double[] normal =
                DoubleStream.generate(() -> gaussian(random)).limit(5000).toArray();
        // P(any of 5,000 normal values is above the range, 11 standard deviations) < 1e-20.
        assertThat(ValueRange.of(Direction.MINIMIZE, normal).beyond()).isZero();
    }

    private static double gaussian(SplittableRandom random) {
        return DoubleStream.generate(random::nextDouble).limit(12).sum() - 6;
    }
}
