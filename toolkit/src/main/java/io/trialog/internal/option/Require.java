package io.trialog.internal.option;

/** Checks of the options of pruners, in the words of study files. */
public final class Require {

    private Require() {}

    public static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "A pruner's " + option + " must be at least " + least + ", but is " + value + ".");
        }
    }

    public static void noBootstrapWithAuto(int bootstrapCount, String option, boolean auto) {
        if (bootstrapCount > 0 && auto) {
            throw new IllegalArgumentException(
                    "A pruner with bootstrap_count (" + bootstrapCount + ") must have a fixed " + option
                            + ", but it is auto.\nMaybe give " + option + " a number, or leave bootstrap_count out.");
        }
    }
}
