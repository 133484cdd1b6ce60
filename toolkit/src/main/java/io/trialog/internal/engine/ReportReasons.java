package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.Watched;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.spi.PruningDecision;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Reports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the pruner again about each report of a trial. Takes the events of the trial in order, each with the view after it. */
final class ReportReasons {

    private final int number;
    private final List<ReportReason> reasons = new ArrayList<>();
    private Reports known = Reports.NONE;

    ReportReasons(int number) {
        this.number = number;
    }

    void take(StoredEvent stored, StudyView view) {
        if (!(stored.event() instanceof StudyEvent.ValueReported reported)) {
            return;
        }
        Reports reports = Watched.reports(view.settings(), view.trial(number));
        Reports before = reports.size() < known.size() ? Reports.NONE : known; // a new attempt begins again
        known = reports;
        boolean isAsked = PrunerCatalogue.isAsked(before, view, number);
        Double value = reported.values().get(Watched.metric(view.settings()));
        if (value != null && (isAsked || reports.size() > before.size())) {
            reasons.add(
                    new ReportReason(stored.envelope().seq(), reported.step(), value, isAsked ? decision(view) : null));
        }
    }

    private @Nullable PruningDecision decision(StudyView view) {
        Settings settings = view.settings();
        boolean isHere =
                PrunerCatalogue.catalogue().find(PrunerCatalogue.catalogue().type(settings.pruner())) != null;
        return isHere && settings.directions().size() == 1
                ? PrunerCatalogue.of(settings.pruner()).decide(PrunerCatalogue.seen(view), number)
                : null;
    }

    List<ReportReason> all() {
        return List.copyOf(reasons);
    }
}
