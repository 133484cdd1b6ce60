package io.trialog.internal.report;

/** What a page shows. */
enum ReportPart {
    ALL("report.html"),
    /** One figure at a time, chosen in the page: it stands in a frame of a notebook and is no file of its own. */
    FIGURES(""),
    HISTORY("plots/optimization_history.html"),
    IMPORTANCES("plots/param_importances.html"),
    PARALLEL("plots/parallel_coordinate.html");

    private final String file;

    ReportPart(String file) {
        this.file = file;
    }

    /** Where the page stands below a study's directory; the single ones have the names that Optuna's users know. */
    String file() {
        return file;
    }

    /** Whether a page of this kind shows that part, too. */
    boolean has(ReportPart part) {
        return this == ALL || this == FIGURES || this == part;
    }

    /** Whether it is a file of a report. */
    boolean isFile() {
        return this != FIGURES;
    }
}
