package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.project.HydraComposition;
import io.trialog.internal.run.HydraCheck;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program's own values as trial 0 of a study, {@code baseline: true}: what the sampler proposes is compared with them. Only a
 * program of Hydra can be asked for its own values.
 */
final class Baseline {

    /** What is attached to the trial, so that it is known when the study goes on. */
    static final String ATTRIBUTE = "baseline";

    private final @Nullable StudyFile file;
    private @Nullable HydraComposition own;

    private Baseline(@Nullable StudyFile file) {
        this.file = file;
    }

    /** Returns what a study file asks for; without a file nothing. */
    static Baseline of(@Nullable StudyFile file) {
        return new Baseline(file != null && file.hasBaseline() ? file : null);
    }

    /**
     * Asks the program for its own values before the study is made.
     *
     * @throws RefusedException if the file wants a baseline, and the values can't be known
     */
    void require() {
        if (file != null) {
            own = composed(file);
        }
    }

    private static HydraComposition composed(StudyFile file) {
        HydraComposition.Program program =
                HydraCheck.program(file.objective(), file.executor(), ThisProcess.ofThisProcess());
        if (program == null) {
            throw new RefusedException(
                    file.source() + ": 'baseline' needs a program of Hydra: the own values of another"
                            + " program are not known.\nMaybe leave 'baseline' out, and name the values that you know: trialog"
                            + " enqueue FILE x=0.5.");
        }
        HydraComposition.Answer answer = HydraComposition.of(program, List.of());
        HydraComposition composition = answer.composition();
        if (composition == null) {
            throw new RefusedException(file.source() + ": 'baseline' needs the program's configuration, but Hydra can't"
                    + " compose it here: " + answer.error() + "\nMaybe leave 'baseline' out.");
        }
        return composition;
    }

    /** Puts the program's own values into the queue of a study that has no trial; once only. */
    void enqueue(StudyEngine study) {
        if (file == null) {
            return;
        }
        StudyView view = study.view();
        if (view.trialCount() > 0) {
            TrialRecord first = view.trial(0);
            if (!first.userAttributes().containsKey(ATTRIBUTE)) {
                study.tell("baseline: the study has trials already, so that its first one can't have the program's own"
                        + " values any more.");
            }
            return;
        }
        OwnValues values =
                OwnValues.of(own == null ? composed(file) : own, view.settings().space());
        study.tell(values.notes());
        if (values.params().isEmpty()) {
            study.tell("baseline: none of the program's own values lies in the space; no trial was queued for it.");
            return;
        }
        study.writer().amendments().enqueue(values.params(), Map.of(ATTRIBUTE, true), false);
        study.tell("baseline: trial 0 has the program's own values: " + values + ".");
    }
}
