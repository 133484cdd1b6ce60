package io.trialog.internal.control;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.protocol.report.Sequences;
import java.util.HashMap;
import java.util.Map;

/** Which of a running trial's own report numbers stand in the log, so that reading its file again adds nothing twice. */
final class ReportedSeqs {

    private final Map<Integer, Sequences> byTrial = new HashMap<>();
    private final Map<Integer, Integer> restarts = new HashMap<>();

    void accept(Envelope envelope, StudyEvent event) {
        int trial = envelope.trial();
        if (event instanceof StudyEvent.ValueReported reported) {
            if (reported.workerSeq() >= 0) {
                remember(trial, reported);
            }
        } else if (event instanceof StudyEvent.JobStateChanged changed) {
            restarted(trial, changed.restart());
        } else if (event instanceof StudyEvent.TrialTold || event instanceof StudyEvent.JobSubmitIntended) {
            byTrial.remove(trial);
            restarts.remove(trial);
        }
    }

    private void remember(int trial, StudyEvent.ValueReported reported) {
        restarted(trial, reported.restart());
        byTrial.computeIfAbsent(trial, key -> new Sequences()).add(reported.workerSeq());
    }

    private void restarted(int trial, int restart) {
        int before = restarts.getOrDefault(trial, 0);
        if (restart > before) {
            restarts.put(trial, restart);
            Sequences seen = byTrial.get(trial);
            if (seen != null) {
                seen.restart();
            }
        }
    }

    /** Takes what is remembered about a trial: from now on its reader keeps count. */
    Sequences take(int trial) {
        Sequences taken = byTrial.remove(trial);
        return taken == null ? new Sequences() : taken;
    }
}
