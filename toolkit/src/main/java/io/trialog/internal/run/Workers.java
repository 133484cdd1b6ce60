package io.trialog.internal.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that evaluate trials: as many at a time as are wanted, which may change meanwhile. They are made here, or an
 * executor of the caller lends them, for one trial each. Safe for use by several threads.
 */
final class Workers {

    private static final long LAST_STEPS_MILLIS = 1000;

    private final Work work;
    private final @Nullable Executor executor;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Set<Thread> busy = new LinkedHashSet<>();
    private int wanted;
    private int launched;
    private final List<Thread> made = new ArrayList<>();
    private boolean closed;

    /** What a worker does. */
    interface Work {

        /** Returns how many further trials may be begun now. */
        int wanted();

        /** Returns whether nothing more is to be done. */
        boolean isOver();

        /** Runs one trial; waits for one if the worker has nothing else to do. */
        void runOne(boolean mayWait) throws InterruptedException;

        /** Is told what ended a worker early. */
        void broken(Throwable thrown);

        /** Is told that a worker was interrupted. */
        void interrupted();
    }

    /**
     * Starts none yet.
     *
     * @param wanted how many trials at a time
     * @param executor lends the threads, or {@code null} if they are made here; these get the context class loader of the
     *     thread that calls this
     */
    Workers(Work work, int wanted, @Nullable Executor executor) {
        this.work = work;
        this.wanted = wanted;
        this.executor = executor;
    }

    /** Sets how many trials run at a time from now on; running ones are not stopped. */
    synchronized void wanted(int n) {
        wanted = n;
        notifyAll();
    }

    /** Lets as many workers begin as are missing. The executor may run them before this returns. */
    void launch() {
        while (takePlace()) {
            Executor lender = executor;
            if (lender == null) {
                start();
            } else {
                lend(lender);
            }
        }
    }

    private boolean takePlace() {
        if (work.isOver()) {
            return false;
        }
        int more = executor == null ? Integer.MAX_VALUE : work.wanted();
        synchronized (this) {
            if (closed || launched >= more || launched + busy.size() >= wanted) {
                return false;
            }
            launched++;
            return true;
        }
    }

    private void start() {
        Thread thread = new Thread(() -> work(false), "trialog-worker-" + made.size());
        made.add(thread);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
    }

    private void lend(Executor lender) {
        try {
            lender.execute(() -> work(true));
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                launched--;
            }
            work.broken(e);
        }
    }

    @SuppressWarnings("IllegalCatch") // handed over to the thread of the loop
    private void work(boolean onlyOne) {
        if (!enter()) {
            return;
        }
        try {
            do {
                work.runOne(!onlyOne);
            } while (!onlyOne && !work.isOver() && isWanted());
        } catch (InterruptedException e) {
            work.interrupted();
        } catch (RuntimeException | Error e) {
            work.broken(e);
        } finally {
            leave();
        }
    }

    private synchronized boolean enter() {
        launched--;
        if (closed || work.isOver()) {
            return false;
        }
        busy.add(Thread.currentThread());
        return true;
    }

    private synchronized boolean isWanted() {
        return busy.size() <= wanted;
    }

    /** A thread that was lent goes back without our interrupt. */
    private synchronized void leave() {
        busy.remove(Thread.currentThread());
        if (closed) {
            Thread.interrupted();
        }
        notifyAll();
    }

    /** Waits until nobody works and nothing is left to do, at most this long; returns whether that is so. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops and asks again
    synchronized boolean finishedWithin(long millis) throws InterruptedException {
        if (!isFinished()) {
            wait(millis);
        }
        return isFinished();
    }

    private boolean isFinished() {
        if (busy.isEmpty() && work.isOver()) {
            closed = true; // who was launched and has not begun finds the door shut
        }
        return closed && busy.isEmpty();
    }

    /** Waits for the last steps of threads that were made here and work no more, so that none outlives its loop. */
    void join() throws InterruptedException {
        for (Thread thread : made) {
            boolean works;
            synchronized (this) {
                works = busy.contains(thread);
            }
            if (!works) {
                thread.join(LAST_STEPS_MILLIS);
            }
        }
    }

    /** Interrupts all that work; nobody begins any more. */
    synchronized void interrupt() {
        closed = true;
        busy.forEach(Thread::interrupt);
    }
}
