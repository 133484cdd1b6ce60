package io.trialog.internal.sampler.cmaes;

import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From how many points each generation learns: the ask that opened it decided, and every memo of the generation says so; the lowest trial
 * counts. Not safe for use by several threads.
 */
final class Lambdas {

    private final Map<Long, Opened> opened = new HashMap<>();
    private final List<Long> changed = new ArrayList<>();
    private int lowestRun = Integer.MAX_VALUE;
    private int highestForeignRun;

    private record Opened(int number, int lambda) {}

    /** A number that stands for a generation. */
    static long key(int run, int generation) {
        return (long) run << 32 | generation;
    }

    /** Takes a trial of any state with what its memo says; {@code null} if it was not drawn in this space. */
    void add(TrialRecord trial, @Nullable CmaesMemo memo) {
        if (memo == null) {
            highestForeignRun = Math.max(highestForeignRun, CmaesMemo.run(trial.memo()));
            return;
        }
        lowestRun = Math.min(lowestRun, memo.run());
        long key = key(memo.run(), memo.generation());
        Opened known = opened.get(key);
        if (known == null || trial.number() < known.number()) {
            opened.put(key, new Opened(trial.number(), memo.lambda()));
            changed.add(key);
        }
    }

    /** The generations whose λ became known since the last time that this was asked. */
    List<Long> changes() {
        List<Long> changes = List.copyOf(changed);
        changed.clear();
        return changes;
    }

    /** The λ of a generation that was opened; 0 if nobody opened it. */
    int of(int run, int generation) {
        return of(key(run, generation));
    }

    /** The same of the generation that a number stands for. */
    int of(long key) {
        Opened opener = opened.get(key);
        return opener == null ? 0 : opener.lambda();
    }

    /** The number of the first run in this space. */
    int firstRun() {
        return lowestRun < Integer.MAX_VALUE ? lowestRun : highestForeignRun + 1;
    }
}
