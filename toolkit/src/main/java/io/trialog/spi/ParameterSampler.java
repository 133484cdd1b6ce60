package io.trialog.spi;

import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the value of one parameter at a time: the smallest sampler, which a program writes as a lambda and hands to {@code
 * Samplers.of}. What a {@link Sampler} promises holds for it, too: it is a pure function of what it is given.
 *
 * <p>Life cycle: one object serves all studies of the process. It is called once for each parameter that a trial asks for.
 *
 * <pre>{@code
 * ParameterSampler middle = (view, trial, name, distribution, random) ->
 *         distribution instanceof FloatDistribution range ? (range.low() + range.high()) / 2 : distribution.toExternal(0);
 * }</pre>
 */
@FunctionalInterface
public interface ParameterSampler {

    /**
     * Proposes a value.
     *
     * @param view the study as it stood when the value was asked for
     * @param trial the number of the trial
     * @param name the parameter
     * @param distribution the values that it may have
     * @param random random numbers of this trial and parameter
     * @return a value in external form, contained in the distribution
     */
    @Nullable
    Object sample(StudyView view, int trial, String name, Distribution distribution, RandomNumbers random);
}
