package io.trialog.internal.report;

import io.trialog.internal.platform.Version;
import io.trialog.study.StudyView;

/** The report's figures of a study as one page that stands in a frame of a notebook. */
public final class FigureFrame {

    private FigureFrame() {}

    /**
     * Returns the page.
     *
     * @param first the name of the plot that is seen first, as a constant of {@code PlotKind}
     * @param objective the objective that is seen first, from 0
     */
    public static String page(StudyView view, String first, int objective) {
        LogDigest log = LogDigest.without(view.trials());
        return Page.frame(new ReportData(view, log)
                .first(first, objective)
                .json(ReportPart.FIGURES, log.latest(), Version.TOOLKIT));
    }
}
