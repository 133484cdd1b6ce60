package io.trialog.testing;

import io.trialog.Objective;
import io.trialog.Study;
import io.trialog.TrialPruned;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A controller in a process of its own, for tests that kill it: optimizes until {@code trials} are finished and prints
 * {@code told N} for every trial whose end is durable.
 */
public final class StudyProcess {

    private StudyProcess() {}

    /** Arguments: {@code command|java}, studies root, study file or name, number of trials. */
    public static void main(String[] args) {
        Path root = Path.of(args[1]);
        int trials = Integer.parseInt(args[3]);
        if (args[0].equals("command")) {
            try (Study study = Study.open(OpenOptions.of(args[2]).withRoot(root))) {
                study.onTrialFinished(StudyProcess::print);
                study.optimize(trials);
            }
        } else {
            try (Study study =
                    Study.builder(args[2]).minimize("loss").seed(11).under(root).open()) {
                study.onTrialFinished(StudyProcess::print);
                study.optimize(Budget.trials(trials), 3, objective(root.resolve("starts.txt")));
            }
        }
        System.out.println("done");
    }

    private static void print(TrialRecord trial) {
        System.out.println("told " + trial.number());
    }

    private static Objective objective(Path starts) {
        return trial -> {
            started(starts, trial.number() + "-" + trial.attempt());
            double x = trial.suggestFloat("x", -5, 5);
            double y = trial.suggestFloat("y", 1e-3, 1, true);
            double loss = x * x + y;
            for (int step = 0; step < 4; step++) {
                trial.report(Map.of("loss", loss + 1.0 / (step + 1)), step);
                Thread.sleep(10);
                if (trial.shouldPrune()) {
                    throw new TrialPruned();
                }
            }
            return loss;
        };
    }

    private static void started(Path starts, String what) throws IOException {
        Files.writeString(starts, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
