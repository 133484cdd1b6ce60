package io.trialog.internal.option;

import io.trialog.space.Distribution;
import io.trialog.spi.OptionValues;
import io.trialog.spi.ParameterSampler;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.StudyView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sampler of a function that proposes one parameter at a time.
 *
 * @param type its name
 * @param function proposes values
 */
public record SmallSamplerProvider(String type, ParameterSampler function) implements SamplerProvider {

    /** Such a function sees all objectives, so that it can handle any number of them. */
    @Override
    public Limits limits() {
        return new Limits(Integer.MAX_VALUE, true, false);
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new OneByOne(type, function, random);
    }

    private record OneByOne(String type, ParameterSampler function, RandomSource random) implements Sampler {

        @Override
        public Plan sampleJointly(StudyView view, int trial) {
            return new Plan(Map.of(), type);
        }

        @Override
        public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
            return function.sample(
                    view,
                    trial,
                    name,
                    distribution,
                    random.numbers(view.settings().seed(), trial, type + ":" + name));
        }
    }
}
