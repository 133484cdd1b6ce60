package io.trialog.cli;

import io.trialog.Study;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Makes one Ctrl-C (or TERM) enough: while this is open, the end of the JVM waits until the running trials are stopped and
 * the log is closed in good order.
 */
final class Interrupts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Study study;
    private final PrintStream err;
    private final Thread hook = new Thread(this::interrupted, "trialog-interrupt");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean fired;

    private Interrupts(Study study, PrintStream err) {
        this.study = study;
        this.err = err;
    }

    /** Watches over a study from now on. */
    static Interrupts of(Study study, PrintStream err) {
        Interrupts interrupts = new Interrupts(study, err);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void interrupted() {
        fired = true;
        try {
            String name = Trialog.name(study);
            int running = study.view().running().size();
            String verb = leavesTrials() ? "Leaving " : "Stopping ";
            err.println();
            err.println("trialog: Interrupted. "
                    + (running == 0 ? "Closing" : verb + running + " running trials and closing")
                    + " the study; this takes a moment.");
            study.interrupt(PATIENCE);
            int finished = study.finishedTrials();
            study.close();
            err.println("trialog: Stopped in good order with " + finished
                    + " finished trials. The same command goes on, and so does 'trialog resume " + name + "'.");
        } finally {
            ended.countDown();
        }
    }

    private boolean leavesTrials() {
        return "leave".equals(study.settings().executor().get("on_interrupt"));
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
