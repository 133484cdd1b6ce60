package io.trialog.internal.sampler.bruteforce;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tries every combination of values once, also where programs decide what they ask for: the tree of values is learned from the
 * trials. Enumerated are drawn by Optuna's rule, see {@link Node#weights}. What a trial asks for beyond the known part of the tree is
 * drawn at random. Failed trials have had their place; voided ones have not. Safe for use by several threads.
 */
final class BruteForceSampler implements Sampler {

    private final RandomSource random;
    private final IndependentDraw draw;
    private final Lineages<Followed> lineages = new Lineages<>();

    BruteForceSampler(RandomSource random) {
        this.random = random;
        this.draw = new IndependentDraw(random);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a declared parameter is continuous
     */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        Followed followed = lineages.get(view.lineage(), Followed::new);
        synchronized (followed) {
            try {
                return planned(followed.with(view, trial), view, trial);
            } finally {
                followed.withoutRunning();
            }
        }
    }

    private Plan planned(ValueTree tree, StudyView view, int trial) {
        long open = tree.root.open;
        if (open == 0) {
            return new Plan(draw.drawDeclared(view, trial), "brute_force: no place is known to be left, at random");
        }
        return new Plan(
                tree.choose(random.numbers(view.settings().seed(), trial, "brute_force")),
                "brute_force: " + (open == 1 ? "1 place" : open + " places") + " known to be open");
    }

    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        Enumerated.of(name, distribution);
        return draw.draw(view, trial, name, distribution);
    }

    /** Where programs decide, a running trial may still find places that nobody knows. */
    @Override
    public boolean isExhausted(StudyView view) {
        if (view.settings().space().isEmpty() && !view.running().isEmpty()) {
            return false;
        }
        Followed followed = lineages.get(view.lineage(), Followed::new);
        synchronized (followed) {
            try {
                return followed.with(view, -1).root.open == 0;
            } finally {
                followed.withoutRunning();
            }
        }
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        Map<String, @Nullable Object> way = sampleJointly(view, trial.number()).values();
        Map<String, @Nullable Object> params = trial.params();
        List<Origin> origins = new ArrayList<>();
        for (int i = 0; i < trial.shape().size(); i++) {
            String name = trial.shape().names().get(i);
            boolean isChosen = way.containsKey(name) && Objects.equals(way.get(name), params.get(name));
            origins.add(new Origin(
                    name,
                    isChosen
                            ? place(name, trial.shape().distributions().get(i), trial.internal(name))
                            : IndependentDraw.AT_RANDOM));
        }
        return origins;
    }

    private static String place(String name, Distribution distribution, double internal) {
        if (!Enumerated.isFinite(distribution)) {
            return IndependentDraw.AT_RANDOM;
        }
        Enumerated values = Enumerated.of(name, distribution);
        return "value " + (values.number(internal) + 1) + " of " + values.count() + ", behind which a place was open";
    }

    /** The tree of a lineage, followed incrementally; running trials are in it only while it is looked at. */
    private static final class Followed {

        private ValueTree tree = new ValueTree(SearchSpace.EMPTY, Map.of());
        private SearchSpace space = SearchSpace.EMPTY;
        private Map<?, ?> fixed = Map.of();
        private int[] voided = new int[0];
        private int seen;
        private final List<Runnable> running = new ArrayList<>();

        ValueTree with(StudyView view, int trial) {
            follow(view);
            for (TrialRecord record : view.running()) {
                Runnable undo = record.number() == trial ? null : tree.add(record);
                if (undo != null) {
                    running.add(undo);
                }
            }
            return tree;
        }

        void withoutRunning() {
            Collections.reverse(running);
            running.forEach(Runnable::run);
            running.clear();
        }

        private void follow(StudyView view) {
            Map<?, ?> given = FixedValues.of(view.settings().sampler());
            if (view.finishedCount() < seen
                    || !space.equals(view.settings().space())
                    || !fixed.equals(given)
                    || !Arrays.equals(voided, view.voided())) {
                space = view.settings().space();
                fixed = given;
                voided = view.voided().clone();
                tree = new ValueTree(space, fixed);
                seen = 0;
            }
            for (; seen < view.finishedCount(); seen++) {
                TrialRecord trial = view.finished(seen);
                if (!view.isVoided(trial.number())) {
                    tree.add(trial);
                }
            }
        }
    }
}
