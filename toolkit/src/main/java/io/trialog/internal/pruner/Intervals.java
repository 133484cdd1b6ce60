package io.trialog.internal.pruner;

import io.trialog.trial.Reports;
import org.jspecify.annotations.Nullable;

/** Decides once per interval of steps, and not before the warm-up ends. */
public final class Intervals {

    private Intervals() {}

    /**
     * Returns why nothing is decided at the largest step of a trial, or {@code null} if it is.
     *
     * @param warm the first step at which anything is decided; intervals are counted from there
     * @param length the length of an interval in steps, at least 1
     */
    public static @Nullable String reasonToWait(Reports reports, long warm, long length) {
        long step = reports.lastStep();
        if (step < warm) {
            return "warm-up until step " + warm;
        }
        long begin = step - (step - warm) % length;
        return secondLast(reports) >= begin ? "the interval from step " + begin + " was looked at before" : null;
    }

    private static long secondLast(Reports reports) {
        long second = -1;
        for (int i = 0; i < reports.size(); i++) {
            if (reports.step(i) != reports.lastStep()) {
                second = Math.max(second, reports.step(i));
            }
        }
        return second;
    }
}
