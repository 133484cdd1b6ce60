package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.internal.json.FreeForm;
import io.trialog.internal.numeric.RandomStream;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.spi.SamplerProvider;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every sampler promises. */
public abstract class SamplerContract {

    /** A finite space, so that every sampler can handle it, with a chain of conditions. */
    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Parameter("model", CategoricalDistribution.of("trees", "net", null)),
            new Parameter("depth", new IntDistribution(2, 64, 1, true), when("model", "trees")),
            new Parameter("layers", new IntDistribution(1, 3), when("model", "net")),
            new Parameter("act", CategoricalDistribution.of(true, false), when("model", "net")),
            new Parameter("slope", new FloatDistribution(0, 0.5, 0.1, false), when("act", true)),
            new Parameter("rate", new FloatDistribution(0.01, 1.0, 0.01, true)),
            new Parameter("fixed", new IntDistribution(7, 7))));

    /** A fresh sampler that knows nothing. */
    protected abstract Sampler sampler();

    /** What provides the sampler; without one, nothing is said of its rules and options. */
    protected @Nullable SamplerProvider provider() {
        return null;
    }

    private static Condition when(String parent, Object value) {
        return new Condition(Map.of(parent, List.of(value)));
    }

    /** Asks as a study does: the plan, then what is missing, parents first. */
    private static Map<String, @Nullable Object> ask(Sampler sampler, StudyView view, int trial) {
        return ask(sampler, sampler.sampleJointly(view, trial).values(), view, trial);
    }

    private static Map<String, @Nullable Object> ask(
            Sampler sampler, Map<String, @Nullable Object> plan, StudyView view, int trial) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter parameter : view.settings().space().inOrder()) {
            Condition when = parameter.when();
            if (when == null || when.holds(values)) {
                String name = parameter.name();
                Distribution distribution = parameter.distribution();
                boolean planned = plan.containsKey(name) && distribution.contains(plan.get(name));
                values.put(
                        name, planned ? plan.get(name) : sampler.sampleIndependently(view, trial, name, distribution));
            }
        }
        return values;
    }

    private static double value(Map<String, @Nullable Object> params) {
        double rate = (double) java.util.Objects.requireNonNull(params.get("rate"));
        return (rate - 0.3) * (rate - 0.3) + ("net".equals(params.get("model")) ? 0 : 0.1);
    }

    /** Forty trials; some fail, some are pruned, two stay running. */
    private static List<StudyView> history(Sampler sampler) {
        Histories history = Histories.minimize(SPACE);
        List<StudyView> views = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            views.add(history.view());
            Sampler.Plan plan = sampler.sampleJointly(history.view(), number);
            Map<String, @Nullable Object> params = ask(sampler, plan.values(), history.view(), number);
            history.ask(params, FreeForm.canonicalMap(plan.memo(), Sampler.Plan.MEMO_BYTES));
            if (number % 7 == 3) {
                history.fail(number);
            } else if (number % 5 == 1) {
                history.report(number, 1, value(params)).prune(number);
            } else if (number % 20 != 15) {
                history.complete(number, value(params));
            }
        }
        views.add(history.view());
        return views;
    }

    @Test
    void valuesAreContainedInTheirDistributions() {
        StudyView view = history(sampler()).get(40);
        for (int number = 0; number < 40; number++) {
            Map<String, @Nullable Object> params = view.trial(number).params();
            assertThat(params.keySet()).containsExactlyElementsOf(SPACE.activeNames(params));
            params.forEach((name, value) -> assertThat(java.util.Objects.requireNonNull(SPACE.get(name))
                            .distribution()
                            .contains(value))
                    .as("%s=%s", name, value)
                    .isTrue());
        }
    }

    @Test
    void theSameViewGivesTheSameValuesColdOrWarmInAnyOrder() {
        List<StudyView> views = history(sampler());
        Sampler warm = sampler();
        for (int position : new int[] {40, 3, 25, 25, 12, 40, 0, 39, 11}) {
            StudyView view = views.get(position);
            assertThat(ask(warm, view, position))
                    .as("at %s trials", position)
                    .isEqualTo(ask(sampler(), view, position));
        }
    }

    @Test
    void aPlanIsTheSameFromTheSameViewWithItsMemo() {
        List<StudyView> views = history(sampler());
        Sampler warm = sampler();
        for (int position = 0; position <= 40; position++) {
            Sampler.Plan plan = warm.sampleJointly(views.get(position), position);
            assertThat(plan)
                    .as("at %s trials", position)
                    .isEqualTo(sampler().sampleJointly(views.get(position), position))
                    .isEqualTo(warm.sampleJointly(views.get(position), position));
            assertThat(FreeForm.canonicalMap(plan.memo(), Sampler.Plan.MEMO_BYTES))
                    .as("the memo at %s trials, as the log returns it", position)
                    .isEqualTo(plan.memo());
        }
    }

    @Test
    void everyRuleHasOptionsWithDefaultsAndDecides() {
        SamplerProvider provider = provider();
        assumeTrue(provider != null, "This suite has no provider.");
        assertThat(provider.rule()).isPositive();
        assertThat(provider.options(provider.rule()))
                .extracting(Option::toString)
                .containsExactlyElementsOf(
                        provider.options().stream().map(Option::toString).toList());
        StudyView view = history(sampler()).get(40);
        for (int rule = 1; rule <= provider.rule(); rule++) {
            OptionValues values = OptionValues.of(provider.type(), rule, provider.options(rule), Map.of());
            Sampler one = provider.create(values, RandomStream::of, SamplerCatalogue::of);
            Sampler other = provider.create(values, RandomStream::of, SamplerCatalogue::of);

            assertThat(one.sampleJointly(view, 40)).as("rule %s", rule).isEqualTo(other.sampleJointly(view, 40));
            ask(one, view, 40)
                    .forEach((name, value) -> assertThat(java.util.Objects.requireNonNull(SPACE.get(name))
                                    .distribution()
                                    .contains(value))
                            .isTrue());
        }
    }

    @Test
    void originsNameParametersThatTheTrialHas() {
        Sampler sampler = sampler();
        List<StudyView> views = history(sampler);
        for (int number : new int[] {0, 5, 20, 39}) {
            TrialRecord trial = views.get(40).trial(number);
            List<Origin> origins = sampler().origins(views.get(number), trial);

            assertThat(origins).isEqualTo(sampler.origins(views.get(number), trial));
            assertThat(trial.params().keySet())
                    .containsAll(origins.stream().map(Origin::parameter).toList());
        }
    }

    @Test
    void theExplanationIsPartOfTheResult() {
        StudyView view = history(sampler()).get(40);

        assertThat(sampler().sampleJointly(view, 40).explanation())
                .isNotEmpty()
                .isEqualTo(sampler().sampleJointly(view, 40).explanation());
    }

    @Test
    void theAskedTrialItselfHasNoInfluence() {
        Histories history = Histories.minimize(SPACE);
        Sampler sampler = sampler();
        for (int number = 0; number < 20; number++) {
            Map<String, @Nullable Object> params = ask(sampler, history.view(), number);
            history.ask(params);
            history.complete(number, value(params));
        }
        StudyView before = history.view();
        Map<String, @Nullable Object> params = ask(sampler, before, 20);
        history.ask(params);

        assertThat(ask(sampler(), history.view(), 20)).isEqualTo(params);
    }

    @Test
    void anotherSeedGivesOtherTrials() {
        List<Map<String, @Nullable Object>> first = new ArrayList<>();
        List<Map<String, @Nullable Object>> second = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            first.add(ask(
                    sampler(),
                    Histories.of(io.trialog.study.Direction.MINIMIZE, 1, SPACE).view(),
                    number));
            second.add(ask(
                    sampler(),
                    Histories.of(io.trialog.study.Direction.MINIMIZE, 2, SPACE).view(),
                    number));
        }
        assertThat(first.equals(second)).isEqualTo(!dependsOnTheSeed());
    }

    /** Whether the seed matters: not for a grid. */
    protected boolean dependsOnTheSeed() {
        return true;
    }
}
