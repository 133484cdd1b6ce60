package io.trialog.cli;

import io.trialog.Study;
import io.trialog.internal.engine.ClusterJobs;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Makes one Ctrl-C (or TERM) enough: while this is open, the end of the JVM waits until the running trials are stopped and
 * the log is closed in good order.
 */
final class Interrupts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Study study;
    private final PrintStream err;
    private final Consumer<Duration> ending;
    private final String goingOn;
    private final Thread hook = new Thread(this::interrupted, "trialog-interrupt");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean fired;

    private Interrupts(Study study, PrintStream err, Consumer<Duration> ending, String goingOn) {
        this.goingOn = goingOn;
        this.study = study;
        this.err = err;
        this.ending = ending;
    }

    /**
     * Watches over a study from now on.
     *
     * @param ending ends the study's optimization, and waits for that no longer than it is told
     * @param goingOn a sentence that says what goes on with the study {@code NAME}
     */
    static Interrupts of(Study study, PrintStream err, Consumer<Duration> ending, String goingOn) {
        Interrupts interrupts = new Interrupts(study, err, ending, goingOn);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void interrupted() {
        fired = true;
        try {
            String name = Trialog.name(study);
            int running = study.view().running().size();
            boolean isLeaving = ClusterJobs.outliveInterrupts(study.settings());
            String verb = isLeaving ? "Leaving " : "Stopping ";
            err.println();
            err.println("trialog: Interrupted. "
                    + (running == 0 ? "Closing" : verb + running + " running trials and closing")
                    + " the study; this takes a moment.");
            ending.accept(PATIENCE);
            int finished = study.finishedTrials();
            study.close();
            err.println("trialog: Stopped in good order with " + finished
                    + " finished trials. " + goingOn.replace("NAME", name)
                    + (isLeaving && running > 0 ? " 'trialog cancel " + name + "' ends what was left running." : ""));
        } finally {
            ended.countDown();
        }
    }

    /** Waits for the hook if it has begun: it closes the study and ends the process, this thread has nothing to do any more. */
    void letThemFinish() {
        if (!fired) {
            return;
        }
        boolean waiting = true;
        while (waiting) {
            try {
                ended.await();
                Thread.sleep(PATIENCE.toMillis());
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }

    @Override
    public void close() {
        letThemFinish();
        if (!fired) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                letThemFinish();
            }
        }
    }
}
