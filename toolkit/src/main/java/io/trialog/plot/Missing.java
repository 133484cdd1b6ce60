package io.trialog.plot;

import io.trialog.internal.analysis.ValueRange;
import io.trialog.internal.format.Texts;
import java.util.List;

/** Sentences that say why there is nothing to draw. */
final class Missing {

    private Missing() {}

    /** No trial has a value. */
    static String values(String study, String metric, int trials) {
        return trials == 0
                ? trials(study)
                : "The study '" + study + "' has no complete trial with a finite " + metric + " yet (of "
                        + count(trials) + "), so there is nothing to draw.";
    }

    /** There is no trial at all. */
    static String trials(String study) {
        return "The study '" + study + "' has no trials yet, so there is nothing to draw. Run optimize first.";
    }

    /** The trials have no parameter with more than one value. */
    static String parameters(String study) {
        return "No parameter of the study '" + study + "' has more than one value, so there is nothing to draw.";
    }

    /** Below a plot, what it shows at its edge. */
    static List<String> notes(ValueRange range) {
        return range.note().isEmpty() ? List.of() : List.of(range.note());
    }

    static String count(int trials) {
        return Texts.count(trials, "trial");
    }
}
