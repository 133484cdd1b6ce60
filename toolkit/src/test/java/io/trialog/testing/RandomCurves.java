package io.trialog.testing;

import io.trialog.spi.PruningDecision;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A random study: trials that run side by side, report out of order, with ties, NaN and infinite values, fail and complete.
 * {@code benchmarks/golden/pruners.py} draws the same numbers in the same order.
 */
public final class RandomCurves {

    private final PrunedStudy study;
    private final List<Running> running = new ArrayList<>();
    private final List<Integer> pruned = new ArrayList<>();
    private long state;

    private RandomCurves(PrunedStudy study, long seed) {
        this.study = study;
        this.state = seed;
    }

    /** Told about every report of a random study. */
    @FunctionalInterface
    public interface Listener {

        /** The study decided about the newest report of a trial. */
        void decided(int trial, PruningDecision decision);
    }

    private static final class Running {

        private final int number;
        private final int length;
        private final Set<Integer> seen = new HashSet<>();
        private int at;

        Running(int number, int length) {
            this.number = number;
            this.length = length;
        }
    }

    /** Runs to the end; returns number and step of each pruned trial, in the order in which they were pruned. */
    public static List<Integer> run(PrunedStudy study, int trials, int parallel, long seed, Listener listener) {
        RandomCurves curves = new RandomCurves(study, seed);
        int asked = 0;
        while (asked < trials || !curves.running.isEmpty()) {
            int dice = curves.below(100);
            boolean ask = asked < trials && curves.running.size() < parallel && dice < 15;
            if (ask || curves.running.isEmpty()) {
                curves.running.add(new Running(study.ask(), 3 + curves.below(20)));
                asked++;
            } else {
                curves.advance(dice, listener);
            }
        }
        return curves.pruned;
    }

    private void advance(int dice, Listener listener) {
        Running one = running.get(below(running.size()));
        if (one.at == one.length) {
            study.tell(one.number, dice < 8 ? TrialState.FAIL : TrialState.COMPLETE, one.number * 7 % 10);
            running.remove(one);
            return;
        }
        int step = one.at + (dice < 10 ? below(4) : 0);
        double value = value(one.at);
        one.at++;
        if (one.seen.add(step)) {
            report(one, step, value, listener);
        }
    }

    private double value(int at) {
        int kind = below(100);
        int size = below(24);
        if (kind < 3) {
            return Double.NaN;
        }
        if (kind < 5) {
            return kind < 4 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return size / 4.0 - at / 8.0;
    }

    private void report(Running one, int step, double value, Listener listener) {
        PruningDecision decision = study.report(one.number, step, value);
        listener.decided(one.number, decision);
        if (decision.prune()) {
            pruned.add(one.number);
            pruned.add(step);
            study.tell(one.number, TrialState.PRUNED);
            running.remove(one);
        }
    }

    /** Knuth's MMIX generator; the upper 31 bits of its state, modulo n. */
    private int below(int n) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % n);
    }
}
