package io.trialog.cli;

import io.trialog.Study;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.JournalException;
import io.trialog.exception.StudyHeldException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.ControllerTerm;
import io.trialog.internal.launch.Launch;
import io.trialog.internal.launch.StudyLaunch;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trialog controller}: what a job runs that {@code launch} has submitted. Not for people. */
@Command(
        name = "controller",
        hidden = true,
        description = "Runs a launched study inside a job of the cluster. 'trialog launch' submits it.")
final class ControllerCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Directory entries of a network file system may be as old as this. */
    private static final int TRIES_TO_OPEN = 45;

    private static final int SECONDS_BETWEEN = 2;

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "DIR", description = "The study's directory.")
    private Path directory = Path.of("");

    ControllerCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws InterruptedException {
        StudyLog before = StudyLog.open(directory);
        Launch launch = StudyLaunch.of(before, trialog.terminal().environment());
        String job = launch.ownJob();
        if (job.isEmpty()) {
            throw new UsageException("'trialog controller' runs inside a job of the cluster only."
                    + "\nMaybe 'trialog launch', which submits that job.");
        }
        try (ControllerTerm shift =
                new ControllerTerm(launch, job, trialog.terminal().clock(), this::say)) {
            return shift.begin(before.view().succeededCount()) ? run(launch, shift) : Exit.DONE;
        }
    }

    private void say(String line) {
        trialog.print("controller: " + line);
    }

    private int run(Launch launch, ControllerTerm shift) throws InterruptedException {
        try {
            int code = conduct(launch, shift);
            if (shift.isHandedOver()) {
                say("Handed over in good order; the successor goes on.");
                return Exit.DONE;
            }
            return code;
        } catch (StudyHeldException e) {
            shift.notNeeded();
            throw e;
        } catch (TrialogException e) {
            boolean mayPass = e instanceof JournalException && !(e instanceof DamagedLogException);
            if (!mayPass && StudyLog.holder(directory) == null) {
                shift.end("it broke: " + e.getMessage());
            }
            throw e; // else another controller took over, or the successor tries again
        }
    }

    private int conduct(Launch launch, ControllerTerm shift) throws InterruptedException {
        RunOptions options = new RunOptions();
        options.within(shift.left());
        int code;
        String reason;
        try (Study study = opened(launch);
                Interrupts interrupts = Interrupts.of(
                        study,
                        trialog.terminal().err(),
                        patience -> {
                            shift.handedOver();
                            study.handOver(patience);
                        },
                        "The next job of the study goes on; without one, 'trialog launch NAME' does.")) {
            if (isOver()) {
                say("The study was ended before it was begun here.");
                return Exit.DONE;
            }
            shift.watch(() -> study.handOver(PATIENCE));
            code = new StudyRun(trialog, options).run(study, interrupts);
            reason = study.stopReason() == null
                    ? "it is done"
                    : "it ended (" + String.valueOf(study.stopReason()).toLowerCase(Locale.ROOT) + ")";
        }
        if (!shift.isHandedOver()) {
            shift.end(reason);
        }
        return code;
    }

    /** What the predecessor left may not be seen at once; a person who holds the study lets go of it some day. */
    private Study opened(Launch launch) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                return Study.open(OpenOptions.of(directory.toString()));
            } catch (StudyHeldException e) {
                if (i % TRIES_TO_OPEN == 0 && (isController(launch, e.holder().job()) || isOver())) {
                    throw e;
                }
                if (i == 1) {
                    say("Waits for " + e.holder().describe() + ".");
                }
                TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
            }
        }
    }

    private static boolean isController(Launch launch, String job) {
        try {
            return launch.controllers().stream().anyMatch(other -> other.id().equals(job));
        } catch (IOException e) {
            return false; // to be asked again
        }
    }

    private boolean isOver() {
        return !Launch.isUnderWay(directory);
    }
}
