package io.trialog.internal.protocol.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was odd about an attempt's report: without effect on the study, but its author should know. */
final class ReportNotes {

    private int bad;
    private @Nullable Problem first;
    private int finals;

    /** Takes what one look into the report file found. */
    void add(ReportReader.Batch batch) {
        List<Problem> problems = batch.problems();
        if (first == null && !problems.isEmpty()) {
            first = problems.get(0);
        }
        bad += problems.size();
        for (ReportLine line : batch.lines()) {
            finals += line instanceof ReportLine.Final ? 1 : 0;
        }
    }

    /** Another report file begins, whose final values are the only ones. */
    void restarted() {
        finals = 0;
    }

    /** One or two sentences, or an empty text. */
    String text() {
        Problem problem = first;
        String left = problem == null
                ? ""
                : (bad == 1 ? "A line of its report was" : bad + " lines of its report were")
                        + " left out since " + (bad == 1 ? "it" : "they") + " can't be understood; "
                        + (bad == 1 ? "it is in " : "the first is in ") + problem + " ";
        String more =
                finals < 2 ? "" : "It told final values " + finals + " times; of each metric the last one counts.";
        return (left + more).strip();
    }
}
