package io.trialog.internal.pruner;

import io.trialog.internal.fold.Lineages;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How many steps a trial takes that nobody stops. Given by the user; else the largest span of steps (last - first + 1) among
 * the first {@value #CURVES} trials that were told COMPLETE and had reported, and unknown before. Voided trials do not count.
 *
 * <p>Safe for use by several threads.
 */
public final class Horizon {

    /** How many curves a measured horizon rests on. */
    public static final int CURVES = 5;

    /** The option that gives the horizon. */
    public static final Option MAX_STEPS = Option.positive(
            "max_steps",
            null,
            "How many steps a trial takes that is not pruned. Default: the longest of the first " + CURVES
                    + " COMPLETE trials with reports.");

    /** No horizon at all, for the rules of Trialog 0.1. */
    public static final Horizon UNKNOWN = new Horizon(OptionalLong.of(-1), Watch.OBJECTIVE);

    private final OptionalLong given;
    private final Watch watch;
    private final Lineages<Spans> spans = new Lineages<>();

    /**
     * Measures, or takes what is given.
     *
     * @param given the horizon, at least 1; empty to measure it
     * @param watch whose reports count
     */
    public Horizon(OptionalLong given, Watch watch) {
        this.given = given;
        this.watch = watch;
    }

    /** Returns what options ask for. */
    public static Horizon of(OptionValues options, Watch watch) {
        return new Horizon(
                options.has(MAX_STEPS.name())
                        ? OptionalLong.of(options.integer(MAX_STEPS.name()))
                        : OptionalLong.empty(),
                watch);
    }

    /** Returns whether the user gave no number. */
    public boolean isMeasured() {
        return given.isEmpty();
    }

    /** Returns the horizon of a study, or -1 while it is unknown. */
    public long of(StudyView view) {
        return given.isPresent() ? given.getAsLong() : measured(view).horizon();
    }

    /** Returns in words why the horizon is unknown. */
    public String missing(StudyView view) {
        return "the horizon is unknown: " + measured(view).curves() + " of " + CURVES
                + " completed trials with reports";
    }

    private Measured measured(StudyView view) {
        return spans.get(view.lineage(), Spans::new).of(view, watch);
    }

    /**
     * @param curves how many trials it rests on
     * @param horizon their largest span, or -1 if they are too few
     */
    private record Measured(int curves, long horizon) {}

    /** The spans of the COMPLETE trials with reports of one history, in the order in which they were told. */
    private static final class Spans {

        private int[] told = new int[CURVES];
        private int[] numbers = new int[CURVES];
        private long[] spans = new long[CURVES];
        private int size;
        private int followed;

        synchronized Measured of(StudyView view, Watch watch) {
            follow(view, watch);
            int curves = 0;
            long largest = -1;
            for (int i = 0; i < size && curves < CURVES && told[i] < view.finishedCount(); i++) {
                if (!view.isVoided(numbers[i])) {
                    curves++;
                    largest = Math.max(largest, spans[i]);
                }
            }
            return new Measured(curves, curves < CURVES ? -1 : largest);
        }

        /** No further than it must: the first five that are not void. */
        private void follow(StudyView view, Watch watch) {
            for (; followed < view.finishedCount() && size < CURVES + view.voided().length; followed++) {
                TrialRecord trial = view.finished(followed);
                Reports reports = watch.reports(view, trial);
                if (trial.state() == TrialState.COMPLETE && !reports.isEmpty()) {
                    add(trial.number(), reports.lastStep() - reports.firstStep() + 1);
                }
            }
        }

        private void add(int number, long span) {
            if (size == told.length) {
                told = Arrays.copyOf(told, 2 * size);
                numbers = Arrays.copyOf(numbers, 2 * size);
                spans = Arrays.copyOf(spans, 2 * size);
            }
            told[size] = followed;
            numbers[size] = number;
            spans[size] = span;
            size++;
        }
    }
}
