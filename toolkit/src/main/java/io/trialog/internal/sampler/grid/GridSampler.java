package io.trialog.internal.sampler.grid;

import io.trialog.internal.fold.Lineages;
import io.trialog.internal.sampler.IndependentDraw;
import io.trialog.space.Distribution;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Origin;
import io.trialog.spi.RandomSource;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes every combination of the declared values once. Combinations that differ only in inactive parameters are one.
 *
 * <p>The cells are numbered with the last parameter changing fastest (parents before children). A trial gets the cell of
 * its number, or the next one that no finished or running trial of the view has, beginning again at the first after the
 * last. A failed trial has had its cell; a voided one has not. Safe for use by several threads.
 */
final class GridSampler implements Sampler {

    private final Map<String, List<?>> explicit;
    private final long most;
    private final IndependentDraw draw;
    private final Lineages<Taken> lineages = new Lineages<>();

    /**
     * Enumerates the values of all parameters.
     *
     * @param explicit lists of values that stand instead of those of the distribution, by parameter
     * @param random for parameters that are no part of the grid
     */
    GridSampler(Map<String, List<?>> explicit, RandomSource random) {
        this(explicit, Long.MAX_VALUE, random);
    }

    /**
     * Enumerates the values of all parameters, up to a cell.
     *
     * @param explicit lists of values that stand instead of those of the distribution, by parameter
     * @param most only so many cells are proposed, the first ones
     * @param random for parameters that are no part of the grid
     */
    GridSampler(Map<String, List<?>> explicit, long most, RandomSource random) {
        this.most = most;
        this.explicit = Collections.unmodifiableMap(new LinkedHashMap<>(explicit));
        this.draw = new IndependentDraw(random);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if no space is declared, or a continuous parameter has no values
     */
    @Override
    public Plan sampleJointly(StudyView view, int trial) {
        Taken taken = lineages.get(view.lineage(), Taken::new);
        synchronized (taken) {
            GridCells cells = taken.cells(view.settings().space(), explicit);
            long count = count(cells);
            Set<Long> gone = taken.before(view, trial);
            long cell = trial % count;
            if (isAll(gone, count)) {
                return new Plan(cells.values(cell), "grid: all " + count + " cells taken, again " + cell);
            }
            while (gone.contains(cell)) {
                cell = (cell + 1) % count;
            }
            return new Plan(cells.values(cell), "grid: cell " + cell + " of " + cells.count());
        }
    }

    /** The value of the trial's cell if it has the parameter, else a random one. */
    @Override
    public @Nullable Object sampleIndependently(StudyView view, int trial, String name, Distribution distribution) {
        Map<String, @Nullable Object> values = sampleJointly(view, trial).values();
        Object value = values.get(name);
        return values.containsKey(name) && distribution.contains(value)
                ? value
                : draw.draw(view, trial, name, distribution);
    }

    @Override
    public boolean isExhausted(StudyView view) {
        Taken taken = lineages.get(view.lineage(), Taken::new);
        synchronized (taken) {
            GridCells cells = taken.cells(view.settings().space(), explicit);
            return isAll(taken.before(view, -1), count(cells));
        }
    }

    @Override
    public long points(StudyView view) {
        return count(new GridCells(view.settings().space(), explicit));
    }

    private long count(GridCells cells) {
        return Math.min(cells.count(), most);
    }

    /** Whether the first {@code count} cells are among those that are gone. */
    private static boolean isAll(Set<Long> gone, long count) {
        return gone.size() >= count
                && gone.stream().filter(cell -> cell < count).count() >= count;
    }

    @Override
    public List<Origin> origins(StudyView view, TrialRecord trial) {
        GridCells cells = new GridCells(view.settings().space(), explicit);
        Map<String, @Nullable Object> planned =
                sampleJointly(view, trial.number()).values();
        Map<String, @Nullable Object> params = trial.params();
        List<Origin> origins = new ArrayList<>();
        for (String name : trial.shape().names()) {
            boolean isPlanned = planned.containsKey(name) && Objects.equals(planned.get(name), params.get(name));
            origins.add(new Origin(name, isPlanned ? cells.place(name, params.get(name)) : IndependentDraw.AT_RANDOM));
        }
        return origins;
    }

    /** The cells of the finished trials of a lineage, followed incrementally. */
    private static final class Taken {

        private @Nullable GridCells cells;
        private @Nullable SearchSpace space;
        private final Set<Long> finished = new HashSet<>();
        private int seen;
        private int voided;

        GridCells cells(SearchSpace declared, Map<String, List<?>> explicit) {
            if (cells == null || !declared.equals(space)) {
                cells = new GridCells(declared, explicit);
                space = declared;
                restart();
            }
            return cells;
        }

        private void restart() {
            finished.clear();
            seen = 0;
        }

        Set<Long> before(StudyView view, int trial) {
            if (view.finishedCount() < seen || view.voided().length != voided) {
                restart();
                voided = view.voided().length;
            }
            for (; seen < view.finishedCount(); seen++) {
                if (!view.isVoided(view.finished(seen).number())) {
                    take(view.finished(seen), finished);
                }
            }
            Set<Long> gone = new HashSet<>(finished);
            for (TrialRecord running : view.running()) {
                if (running.number() != trial) {
                    take(running, gone);
                }
            }
            return gone;
        }

        private void take(TrialRecord trial, Set<Long> into) {
            if (cells == null) {
                throw new IllegalStateException("The cells must be known before trials are looked up in them.");
            }
            long cell = cells.indexOf(trial);
            if (cell >= 0) {
                into.add(cell);
            }
        }
    }
}
