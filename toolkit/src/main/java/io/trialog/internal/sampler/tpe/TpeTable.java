package io.trialog.internal.sampler.tpe;

import io.trialog.internal.sampler.FailureLessons;
import io.trialog.internal.sampler.JointSpace;
import io.trialog.internal.sampler.Violations;
import io.trialog.space.Distribution;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The COMPLETE and PRUNED trials of a view, by number, voided ones left out, with their split and their common parameters.
 * Follows the views of one lineage incrementally and starts again when a view is shorter or other trials are void; what it
 * holds after {@link #follow} depends on the view alone. Not safe for use by several threads.
 */
final class TpeTable {

    private final Split split;
    private final TpeOptions options;
    private final Violations violations = new Violations();
    private final TreeMap<Integer, TrialRecord> failed = new TreeMap<>();
    private final TreeMap<Integer, TrialRecord> told = new TreeMap<>();
    private List<Direction> directions = List.of();
    private int complete;
    private int @Nullable [] below;
    private @Nullable List<Division> divisions;
    private final JointSpace space = new JointSpace();
    private final @Nullable Groups groups;
    private int[] numbers = new int[64];
    private double[][] internals = new double[64][];
    private Shape[] shapes = new Shape[64];
    private int size;
    private final List<TrialRecord> arrived = new ArrayList<>();
    private int clears;
    private int seen;
    private int[] voided = new int[0];
    private double sign = 1;

    TpeTable(TpeOptions options) {
        this.split = new Split(options.gamma());
        this.options = options;
        this.groups = options.group() ? new Groups() : null;
    }

    /** Takes what a view has and this table has not. */
    void follow(StudyView view) {
        List<Direction> nowDirections = view.settings().directions();
        int[] nowVoided = view.voided();
        if (view.finishedCount() < seen || !nowDirections.equals(directions) || !Arrays.equals(nowVoided, voided)) {
            clear();
            voided = nowVoided.clone();
            directions = nowDirections;
            sign = view.settings().direction().sign();
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            if (view.isVoided(trial.number())) {
                continue;
            } else if (trial.state() != TrialState.FAIL) {
                add(trial);
            } else if (options.failures() && FailureLessons.teaches(trial)) {
                failed.put(trial.number(), trial);
                divisions = null;
            }
        }
    }

    private void add(TrialRecord trial) {
        arrived.add(trial);
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            internals = Arrays.copyOf(internals, 2 * size);
            shapes = Arrays.copyOf(shapes, 2 * size);
        }
        int at = size;
        while (at > 0 && numbers[at - 1] > trial.number()) {
            at--;
        }
        System.arraycopy(numbers, at, numbers, at + 1, size - at);
        System.arraycopy(internals, at, internals, at + 1, size - at);
        System.arraycopy(shapes, at, shapes, at + 1, size - at);
        numbers[at] = trial.number();
        internals[at] = trial.internals();
        shapes[at] = trial.shape();
        size++;
        split.add(trial, sign);
        if (options.handlesTargets()) {
            told.put(trial.number(), trial);
            violations.add(trial);
            complete += trial.state() == TrialState.COMPLETE ? 1 : 0;
            below = null;
            divisions = null;
        }
        space.add(trial.shape());
        if (groups != null) {
            groups.add(trial.number(), trial.shape());
        }
    }

    private void clear() {
        Arrays.fill(internals, 0, size, null);
        Arrays.fill(shapes, 0, size, null);
        size = 0;
        seen = 0;
        clears++;
        arrived.clear();
        split.clear();
        violations.clear();
        failed.clear();
        told.clear();
        complete = 0;
        below = null;
        divisions = null;
        space.clear();
        if (groups != null) {
            groups.clear();
        }
    }

    /** Whether there are several objectives. */
    boolean isOfSeveral() {
        return directions.size() > 1;
    }

    /** How many trials there are. */
    int size() {
        return size;
    }

    /** The i-th trial in the order in which they were told. */
    TrialRecord arrived(int i) {
        return arrived.get(i);
    }

    /** How often the table began anew. */
    int clears() {
        return clears;
    }

    /** The number of the i-th trial by number. */
    int number(int i) {
        return numbers[i];
    }

    /** The internal values of the i-th trial by number; not to be modified. */
    double[] internals(int i) {
        return internals[i];
    }

    /** The shape of the i-th trial by number. */
    Shape shape(int i) {
        return shapes[i];
    }

    /** The numbers of the good trials, ascending. */
    int[] below() {
        if (!options.handlesTargets()
                || directions.size() == 1 && violations.names().isEmpty()) {
            return split.below(size);
        }
        int[] good = below;
        if (good == null) {
            TrialRecord[] trials = told.values().toArray(TrialRecord[]::new);
            boolean[] feasible = new boolean[trials.length];
            for (int i = 0; i < trials.length; i++) {
                feasible[i] = violations.of(trials[i]) <= 0;
            }
            int wanted = directions.size() == 1 ? split.size(size) : split.share(size);
            good = TargetSplit.below(trials, feasible, directions, wanted);
            for (int i = 0; i < good.length; i++) {
                good[i] = trials[good[i]].number();
            }
            below = good;
        }
        return good;
    }

    /** How trials are divided by each constraint that one of them violates, and by success; none by rules before 3. */
    List<Division> divisions() {
        if (violations.names().isEmpty() && failed.isEmpty()) {
            return List.of();
        }
        List<Division> all = divisions;
        if (all == null) {
            all = new ArrayList<>();
            TrialRecord[] trials = told.values().toArray(TrialRecord[]::new);
            for (String name : violations.names()) {
                boolean[] met = new boolean[trials.length];
                for (int i = 0; i < trials.length; i++) {
                    met[i] = violations.of(trials[i], name) <= 0;
                }
                Division division = Division.of("constraint:".concat(name), trials, met);
                if (division.share() < 1) {
                    all.add(division);
                }
            }
            if (FailureLessons.areUsed(complete, failed.size(), size + failed.size())) {
                all.add(bySuccess());
            }
            divisions = all;
        }
        return all;
    }

    private Division bySuccess() {
        TreeMap<Integer, TrialRecord> all = new TreeMap<>(told);
        all.putAll(failed);
        TrialRecord[] trials = all.values().toArray(TrialRecord[]::new);
        boolean[] met = new boolean[trials.length];
        for (int i = 0; i < trials.length; i++) {
            met[i] = trials[i].state() != TrialState.FAIL;
        }
        return Division.of("success", trials, met);
    }

    /** The parameters that all of them have with an equal distribution, single-valued ones left out, sorted by name. */
    NavigableMap<String, Distribution> jointSpace() {
        return space.parameters();
    }

    /** The parameters that occur in the same trials, group by group; none unless groups are asked for. */
    List<NavigableMap<String, Distribution>> groups() {
        return groups == null ? List.of() : groups.all();
    }
}
