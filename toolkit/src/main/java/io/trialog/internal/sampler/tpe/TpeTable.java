package io.trialog.internal.sampler.tpe;

import io.trialog.internal.sampler.JointSpace;
import io.trialog.space.Distribution;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The COMPLETE and PRUNED trials of a view, by number, voided ones left out, with their split and their common parameters.
 * Follows the views of one lineage incrementally and starts again when a view is shorter or other trials are void; what it
 * holds after {@link #follow} depends on the view alone. Not safe for use by several threads.
 */
final class TpeTable {

    private final Split split;
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
        this.groups = options.group() ? new Groups() : null;
    }

    /** Takes what a view has and this table has not. */
    void follow(StudyView view) {
        double nowSign = view.settings().direction().sign();
        int[] nowVoided = view.voided();
        if (view.finishedCount() < seen || nowSign != sign || !Arrays.equals(nowVoided, voided)) {
            clear();
            voided = nowVoided.clone();
            sign = nowSign;
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            if (trial.state() != TrialState.FAIL && !view.isVoided(trial.number())) {
                add(trial);
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
        space.clear();
        if (groups != null) {
            groups.clear();
        }
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
        return split.below(size);
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
