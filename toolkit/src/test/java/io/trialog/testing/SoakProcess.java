package io.trialog.testing;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.TrialPruned;
import io.trialog.study.Budget;
import io.trialog.study.Verification;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Map;

/** A study with many trials in a process with little memory: runs it, opens it again, verifies it, and prints what that took. */
public final class SoakProcess {

    private static final int THREADS = 8;

    private SoakProcess() {}

    /** Arguments: studies root, number of trials. */
    public static void main(String[] args) {
        Path root = Path.of(args[0]);
        int trials = Integer.parseInt(args[1]);
        long begin = System.nanoTime();
        try (Study study = study(root)) {
            study.optimize(Budget.trials(trials), THREADS, trial -> {
                double x = trial.suggestFloat("x", -5, 5);
                double loss = x * x + trial.suggestFloat("y", 1e-3, 1, true);
                for (int step = 0; step < 6; step++) {
                    trial.report(Map.of("loss", loss + 1.0 / (step + 1)), step);
                    if (trial.shouldPrune()) {
                        throw new TrialPruned();
                    }
                }
                return loss;
            });
        }
        print("run", begin);
        begin = System.nanoTime();
        try (Study study = study(root)) {
            System.out.println("finished " + study.finishedTrials());
        }
        print("open", begin);
        begin = System.nanoTime();
        Verification verified = StudyReader.verify(root.resolve("soak"));
        print("verify", begin);
        System.out.println(verified.isGreen() ? "VERIFIED" : verified.toString());
    }

    private static Study study(Path root) {
        return Study.builder("soak").minimize("loss").seed(11).under(root).open();
    }

    private static void print(String what, long begin) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
        System.out.println(what + ": " + (System.nanoTime() - begin) / 1_000_000_000 + " s, " + (peak >> 20)
                + " MB in use after the last collection of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    }
}
