package com.example.toy;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.StudyView;
import java.util.List;
import java.util.Map;

/** Draws every parameter from the lower part of its range. */
public final class ToySampler implements SamplerProvider {

    @Override
    public String type() {
        return "toy";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.percentile("part", 50, "How much of the range is used, in percent."));
    }

    @Override
    public Sampler create(OptionValues options, RandomSource random) {
        return new Draw(options.number("part") / 100, random);
    }

    private record Draw(double part, RandomSource random) implements Sampler {

        @Override
        public Plan sampleJointly(StudyView view, int trial) {
            return new Plan(Map.of(), "toy, the lower " + part);
        }

        @Override
        public Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
            double u = part * random.numbers(view.settings().seed(), trial, "toy:" + name).nextDouble();
            if (distribution instanceof IntDistribution range) {
                long steps = (range.high() - range.low()) / range.step() + 1;
                return range.low() + range.step() * (long) (u * steps);
            } else if (distribution instanceof FloatDistribution range && range.step() > 0) {
                double steps = Math.rint((range.high() - range.low()) / range.step()) + 1;
                return Math.min(range.high(), range.low() + range.step() * Math.floor(u * steps));
            } else if (distribution instanceof FloatDistribution range) {
                return range.low() + u * (range.high() - range.low());
            } else if (distribution instanceof CategoricalDistribution choices) {
                return choices.choices().get((int) (u * choices.choices().size()));
            }
            return distribution.toExternal(0);
        }
    }
}
