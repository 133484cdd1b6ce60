package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.event.StudyListener;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells listeners what happens in a study, in its order, once it is durable. A thread of its own hands the calls to the executor of
 * each listener, so that nobody who asks or tells waits. Safe for use by several threads.
 */
public final class Listening {

    private static final long SECONDS_TO_END = 10;

    private final Controller controller;
    private final Consumer<String> problems;
    private final List<Registered> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Set<StudyListener> broken = new HashSet<>();
    private boolean started;
    private volatile boolean closed;

    /** @param problems told of listeners that throw, once for each */
    Listening(Controller controller, Consumer<String> problems) {
        this.controller = controller;
        this.problems = problems;
    }

    private record Registered(StudyListener listener, Executor executor) {}

    /** Tells a listener what happens from now on, through an executor. */
    public void add(StudyListener listener, Executor executor) {
        listeners.add(new Registered(listener, executor));
        synchronized (this) {
            if (!started) {
                started = true;
                Thread thread = new Thread(this::run, "trialog-listeners");
                thread.setDaemon(true);
                thread.start();
                controller.onAppended(this::appended);
            }
        }
    }

    /** Tells a listener nothing any more. */
    public void remove(StudyListener listener) {
        listeners.removeIf(registered -> registered.listener() == listener);
    }

    /** Called while a decision is taken: keeps what is needed, and returns at once. */
    private void appended(StoredEvent stored) {
        if (!listeners.isEmpty() && concerns(stored.event())) {
            StudyView view = controller.view();
            waiting.add(() -> tell(stored, view));
        }
    }

    private static boolean concerns(StudyEvent event) {
        return event instanceof StudyEvent.TrialAsked
                || event instanceof StudyEvent.ValueReported
                || event instanceof StudyEvent.PruneDecided
                || event instanceof StudyEvent.TrialTold;
    }

    private void tell(StoredEvent stored, StudyView view) {
        controller.makeDurable(stored.envelope().seq());
        TrialRecord trial = view.trial(stored.envelope().trial());
        StudyEvent event = stored.event();
        if (event instanceof StudyEvent.TrialAsked) {
            forEach(listener -> listener.asked(trial));
        } else if (event instanceof StudyEvent.ValueReported report) {
            forEach(listener -> listener.reported(trial, report.step(), report.values()));
        } else if (event instanceof StudyEvent.PruneDecided) {
            forEach(listener -> listener.pruned(trial));
        } else {
            told(trial, view);
        }
    }

    private void told(TrialRecord trial, StudyView view) {
        TrialRecord best = view.settings().metrics().size() == 1 ? view.best() : null;
        boolean isBest = best != null && best.number() == trial.number();
        forEach(listener -> {
            listener.told(trial);
            if (isBest) {
                listener.best(trial);
            }
        });
    }

    /** Tells of the end of an optimization; returns when everything was handed over, after ten seconds at the latest. */
    void done(StudyView view, StopReason reason) {
        synchronized (this) {
            if (!started) {
                return;
            }
        }
        CountDownLatch handedOver = new CountDownLatch(1);
        waiting.add(() -> {
            forEach(listener -> listener.done(view, reason));
            handedOver.countDown();
        });
        try {
            handedOver.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread once everything was handed over. */
    void close() {
        waiting.add(() -> closed = true);
    }

    private void run() {
        try {
            while (!closed) {
                next(waiting.take());
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private void next(Runnable telling) {
        try {
            telling.run();
        } catch (TrialogException e) {
            return; // a log that takes nothing any more: what was not durable is not told
        }
    }

    private void forEach(Consumer<StudyListener> call) {
        for (Registered registered : new ArrayList<>(listeners)) {
            guarded(
                    registered,
                    () -> registered
                            .executor()
                            .execute(() -> guarded(registered, () -> call.accept(registered.listener()))));
        }
    }

    @SuppressWarnings("IllegalCatch") // a listener never reaches the study
    private void guarded(Registered registered, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            synchronized (broken) {
                if (!broken.add(registered.listener())) {
                    return;
                }
            }
            problems.accept("A listener failed: " + e + ". This is said once.");
        }
    }
}
