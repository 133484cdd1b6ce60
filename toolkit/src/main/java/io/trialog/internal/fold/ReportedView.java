package io.trialog.internal.fold;

import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import io.trialog.trial.TrialRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as a pruner sees it that is not to know of printed values: every trial has only the values that its program
 * reported. Views of one history are of one lineage, as those that they are made from.
 */
public final class ReportedView extends ForwardedView {

    private ReportedView(StudyView whole) {
        super(whole);
    }

    /**
     * Returns the view without printed values.
     *
     * @param whole the view with them
     * @return the same position of the same study
     */
    public static StudyView of(StudyView whole) {
        return new ReportedView(whole);
    }

    private static TrialRecord withoutPrinted(TrialRecord trial) {
        Reports reported = trial.reports().withoutPrinted();
        boolean isWhole = reported == trial.reports()
                && trial.watched().values().stream().allMatch(reports -> reports == reports.withoutPrinted());
        if (isWhole) {
            return trial;
        }
        Map<String, Reports> watched = new LinkedHashMap<>();
        trial.watched().forEach((metric, reports) -> watched.put(metric, reports.withoutPrinted()));
        return new RecordDraft(trial)
                .reports(reported)
                .watched(Collections.unmodifiableMap(watched))
                .build();
    }

    @Override
    public TrialRecord finished(int i) {
        return withoutPrinted(super.finished(i));
    }

    @Override
    public List<TrialRecord> running() {
        return super.running().stream().map(ReportedView::withoutPrinted).toList();
    }

    @Override
    public TrialRecord trial(int number) {
        return withoutPrinted(super.trial(number));
    }
}
