package io.trialog.internal.sampler.auto;

import io.trialog.internal.fold.InnerMemos;
import io.trialog.internal.fold.Lineages;
import io.trialog.space.Distribution;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a sampler for each trial, by the space, the number and the counts of trials and the number of those that run: never by time or machine. The
 * memo holds type and rule of the chosen one, the reason, and the chosen one's own memo. Safe for use by several threads.
 */
final class AutoSampler implements Sampler {

    private final Map<Chosen, Sampler> samplers;
    private final int rule;
    private final Lineages<KnownSpace> lineages = new Lineages<>();

    /**
     * @param samplers what can be chosen; all of it
     * @param rule 1 or 2
     */
    AutoSampler(Map<Chosen, Sampler> samplers, int rule) {
        this.samplers = samplers;
        this.rule = rule;
    }

    private Choice choice(StudyView view, int trial) {
        int objectives = view.settings().directions().size();
        if (objectives > 1 && rule == 1) {
            throw new IllegalArgumentException("The sampler auto handles one objective by rule 1, but the study has "
                    + objectives + ".\nMaybe use its rule 2, or one objective.");
        }
        int running = (int)
                view.running().stream().filter(other -> other.number() != trial).count();
        KnownSpace space = lineages.get(view.lineage(), KnownSpace::new);
        synchronized (space) {
            space.follow(view);
            return objectives == 1
                    ? Choice.of(space, trial, running, rule > 1)
                    : SeveralChoice.of(space, objectives, trial, running);
        }
    }

    private Sampler sampler(Choice choice) {
        return Objects.requireNonNull(samplers.get(choice.chosen()));
    }

    private static StudyView inner(StudyView view, Choice choice) {
        return InnerMemos.of(view, choice.chosen().type());
    }

    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        Choice choice = choice(view, trial);
        Plan plan = sampler(choice).sampleJointly(inner(view, choice), trial);
        Map<String, @Nullable Object> memo = new LinkedHashMap<>();
        memo.put(InnerMemos.TYPE, choice.chosen().type());
        memo.put("rule", choice.chosen().rule(rule));
        memo.put("reason", choice.reason());
        memo.put(InnerMemos.MEMO, plan.memo());
        return new Plan(plan.values(), choice + "; " + plan.explanation(), memo);
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        Choice choice = choice(view, trial);
        return sampler(choice).sampleIndependently(inner(view, choice), trial, name, distribution);
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        Choice choice = choice(view, trial.number());
        return sampler(choice)
                .origins(
                        inner(view, choice),
                        InnerMemos.inner(trial, choice.chosen().type()));
    }

    @Override
    public List<String> remarks(StudyView view, TrialRecord trial) {
        Choice choice = choice(view, trial.number());
        return sampler(choice)
                .remarks(
                        inner(view, choice),
                        InnerMemos.inner(trial, choice.chosen().type()));
    }
}
