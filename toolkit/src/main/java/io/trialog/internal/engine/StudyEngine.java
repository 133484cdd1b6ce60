package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.journal.Journal;
import io.trialog.status.StudyProgress;
import io.trialog.study.RunPlan;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An open study: what it is, and what it does. Safe for use by several threads. */
public final class StudyEngine implements AutoCloseable {

    /** How long trials that are stopped since the study is closed are waited for. */
    private static final Duration CLOSING_TIMEOUT = Duration.ofSeconds(30);

    private final Journal journal;
    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final Optimization optimization;
    private final CopyOnWriteArrayList<String> notes;
    private final Listening listening;
    private final TrialStories stories;
    private final Object closing = new Object();
    private volatile RunPlan plan = RunPlan.NONE;
    private volatile boolean closed;
    private boolean released;
    private Runnable forgetting = () -> {};
    private @Nullable Service service;
    private @Nullable Object handle;

    private StudyEngine(
            Journal journal, Controller controller, InstantSource clock, @Nullable DiskParts disk, List<String> notes) {
        RecentNotes recent = new RecentNotes(this::tell);
        this.journal = journal;
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.notes = new CopyOnWriteArrayList<>(notes);
        this.listening = new Listening(controller, disk == null ? recent::add : disk.notices()::tell);
        this.optimization = new Optimization(controller, clock, disk, recent, listening::done);
        recent.listen(controller, disk);
        this.stories = TrialStories.of(this, optimization.loops().outputs());
    }

    /** What runs beside an open study. */
    public interface Service extends AutoCloseable {

        /** Ends it, and waits for that. */
        @Override
        void close();
    }

    /** Makes a study without a directory. */
    static StudyEngine inMemory(Journal journal, Controller controller, InstantSource clock) {
        return new StudyEngine(journal, controller, clock, null, List.of());
    }

    /** Makes a study with a directory. */
    static StudyEngine onDisk(
            Journal journal, Controller controller, InstantSource clock, DiskParts disk, List<String> notes) {
        return new StudyEngine(journal, controller, clock, disk, notes);
    }

    /** Returns the study's name. */
    public String name() {
        return settings().name();
    }

    /** Returns the settings in force. */
    public Settings settings() {
        return view().settings();
    }

    /** Returns the study as it stands. */
    public StudyView view() {
        return controller.view();
    }

    /** Returns the study's directory, or {@code null} if it lives in memory. */
    public @Nullable Path directory() {
        return disk == null ? null : disk.directory();
    }

    /** Returns what the user should know about how the study was opened. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns how far the study file wants the study to be run. */
    public RunPlan plan() {
        return plan;
    }

    /** Lets trackers see the study as its study file says. */
    void track() {
        if (disk != null) {
            disk.trackers().begin();
        }
    }

    void plan(RunPlan newPlan) {
        plan = newPlan;
    }

    /** Remembers, in the recorded study file too, until how many finished trials the study is to run. */
    public void planTrials(int trials) {
        plan = new RunPlan(trials, plan.timeout(), plan.target(), plan.enumerates(), plan.stops());
        if (disk != null) {
            RecordedStudyFile.recordTrials(disk.directory(), trials);
        }
    }

    /** Returns the log. */
    public Journal journal() {
        return journal;
    }

    /** Returns what is known of single trials. */
    public TrialStories stories() {
        return stories;
    }

    /** Returns where the time comes from. */
    public InstantSource clock() {
        return clock;
    }

    /** Returns the loops of this study. */
    public Optimization optimization() {
        return optimization;
    }

    /** Returns the study as it was. */
    public TimeTravel timeTravel() {
        return new TimeTravel(journal);
    }

    /** Returns where the study stands, with what is going on in it at this moment. */
    public StudyProgress progress() {
        return optimization.progress(
                disk == null ? name() : disk.directory().getFileName().toString());
    }

    /** Returns the ids of the commands that earlier controllers took from {@code commands/}. */
    public Set<String> receivedCommands() {
        return disk == null ? Set.of() : disk.receivedCommands();
    }

    /** Is told what a user should know while the study runs. */
    public void onNotice(Consumer<String> listener) {
        if (disk != null) {
            disk.notices().add(listener);
        }
    }

    /** Returns who hears what happens in the study. */
    public Listening listeners() {
        return listening;
    }

    /** Brings everything derived up to date. */
    public void catchUp() {
        optimization.catchUp();
    }

    /**
     * Returns what changes the study.
     *
     * @throws TrialogException if the study was closed
     */
    public Controller writer() {
        if (closed) {
            throw new TrialogException("The study '" + name() + "' was closed, and nothing can be added to it."
                    + (disk == null
                            ? " It lived in memory."
                            : "\nMaybe open it again: Study.open(\""
                                    + progress().name() + "\")"));
        }
        return controller;
    }

    /** Replaces the settings. */
    public void change(Settings settings, List<String> differences) {
        writer().change(settings, differences);
    }

    /** Adds what a user should know, once. */
    public void tell(List<String> lines) {
        lines.forEach(this::tell);
    }

    void tell(String line) {
        notes.addIfAbsent(line);
    }

    /** Returns what the caller does with single trials. */
    public ManualTrials manualTrials() {
        return new ManualTrials(this);
    }

    /** Attaches something to the study. */
    public void setUserAttribute(String key, @Nullable Object value) {
        Attributes.set(writer(), key, value);
    }

    /** Ends a running command trial as FAIL. */
    public void cancel(int number) {
        writer();
        optimization.cancel(controller.trial(number).number());
    }

    /** Starts no further trial and ends all running command trials as FAIL; those that no loop runs are waited for. */
    public void cancel() {
        writer();
        optimization.cancelAll();
    }

    /** Ends a running loop, leaves the jobs of a cluster to another controller, and closes the study. */
    public void handOver() {
        optimization.handOver(CLOSING_TIMEOUT);
        close();
    }

    /**
     * Returns what users know this study as.
     *
     * @param making makes it, once
     */
    public synchronized <H> H handle(Class<H> type, Function<StudyEngine, H> making) {
        H known = handle == null ? making.apply(this) : type.cast(handle);
        handle = known;
        return known;
    }

    /** Lets a service run beside this study until it is closed. A second one is not started. */
    public synchronized void serve(Supplier<? extends Service> starting) {
        if (service == null && !closed) {
            service = starting.get();
        }
    }

    void onClose(Runnable action) {
        forgetting = action;
    }

    /** Returns whether this study is closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Stops a running loop, brings everything derived up to date and releases the study. Idempotent. */
    @Override
    public void close() {
        optimization.interrupt(CLOSING_TIMEOUT);
        Service running;
        synchronized (this) {
            closed = true;
            running = service;
        }
        synchronized (closing) {
            if (!released) {
                released = true;
                forgetting.run();
                release(running);
            }
        }
    }

    private void release(@Nullable Service running) {
        try {
            if (running != null) {
                running.close();
            }
            if (disk != null) {
                disk.stop(controller);
            }
        } finally {
            listening.close();
            journal.close();
        }
    }
}
