package io.trialog.internal.journal.kept;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.TrialPruned;
import io.trialog.study.Budget;
import io.trialog.testing.Eventually;
import io.trialog.testing.JavaProcess;
import io.trialog.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Made the log {@code in-process} in {@code kept-logs-0.1}: a Java objective that fails, is interrupted, does not hear an
 * interrupt, and whose JVM is killed. Compiled with 0.1, since it needs the classes and not the commands.
 *
 * <p>Arguments: any text, an empty directory to work in, the directory for the result, and {@code in-process}.
 */
final class KeptInProcessLogs01Program {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private KeptInProcessLogs01Program() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[1]).toRealPath();
        if (arguments.length == 2) {
            run(root);
            return;
        }
        Process first = JavaProcess.here(KeptInProcessLogs01Program.class, List.of("", root.toString()))
                .inheritIO()
                .start();
        await(root.resolve("started-9-1"));
        first.destroyForcibly().waitFor();
        try (Study study = open(root)) {
            Thread optimizing = optimize(study, root, 14);
            await(root.resolve("started-12-1")); // hears the interrupt
            await(root.resolve("started-13-1")); // does not
            study.interrupt(Duration.ofSeconds(10));
            optimizing.join();
        }
        try (Study study = open(root)) {
            study.optimize(Budget.trials(12), 2, trial -> objective(root, trial));
            Trial trial = study.ask();
            trial.suggestFloat("x", 0, 1);
            study.tell(trial.number(), TrialState.FAIL);
            study.tell(study.ask().number(), TrialState.PRUNED);
            study.voidTrial(0, "wrong data");
        }
        KeptLogs01Program.keep(root.resolve("in-process"), Path.of(arguments[2], "in-process"), new Transcript(root));
        System.exit(0); // the thread that does not hear an interrupt is still there
    }

    private static Study open(Path root) {
        return Study.builder("in-process")
                .minimize("loss")
                .seed(20261203)
                .under(root)
                .open();
    }

    private static void run(Path root) {
        try (Study study = open(root)) {
            study.optimize(Budget.trials(100), 1, trial -> objective(root, trial));
        }
    }

    private static Thread optimize(Study study, Path root, int trials) {
        Thread thread = new Thread(
                () -> study.optimize(Budget.trials(trials), 2, trial -> objective(root, trial)), "optimizing");
        thread.start();
        return thread;
    }

    private static void await(Path mark) throws Exception {
        Eventually.holds(mark + " is there", Duration.ofSeconds(30), () -> Files.exists(mark));
    }

    private static double objective(Path root, Trial trial) throws Exception {
        double x = trial.suggestFloat("x", 0, 1);
        String run = trial.number() + "-" + trial.attempt();
        Files.createFile(root.resolve("started-" + run));
        trial.report(Map.of("loss", Math.rint(4 * x)), 1);
        switch (run) {
            case "1-1" -> throw new IllegalStateException("no data");
            case "2-1" -> throw new TrialPruned();
            case "3-1" -> {
                return Double.NaN;
            }
            case "9-1", "12-1" -> Thread.sleep(60_000);
            case "13-1" -> endure();
            default -> Thread.sleep(50);
        }
        return Math.rint(4 * x) / 4;
    }

    private static void endure() {
        while (true) {
            try {
                NEVER.await();
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // as bad programs do
            }
        }
    }
}
