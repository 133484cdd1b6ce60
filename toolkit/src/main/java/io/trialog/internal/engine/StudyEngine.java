package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Controller;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.remote.CommandService;
import io.trialog.internal.remote.StudyCommands;
import io.trialog.internal.run.JobLoop;
import io.trialog.internal.stage.Staging;
import io.trialog.status.Session;
import io.trialog.study.Budget;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an open study is made of. Safe for use by several threads. */
public final class StudyEngine implements AutoCloseable {

    private final Journal journal;
    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final List<String> notes;
    private @Nullable CommandService commandService;

    /** A study without a directory. */
    StudyEngine(Journal journal, Controller controller, InstantSource clock) {
        this(journal, controller, clock, null, List.of());
    }

    StudyEngine(
            Journal journal, Controller controller, InstantSource clock, @Nullable DiskParts disk, List<String> notes) {
        this.journal = journal;
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.notes = List.copyOf(notes);
    }

    public Controller controller() {
        return controller;
    }

    public Journal journal() {
        return journal;
    }

    public InstantSource clock() {
        return clock;
    }

    public List<String> notes() {
        return notes;
    }

    public @Nullable DiskParts disk() {
        return disk;
    }

    public @Nullable Path directory() {
        return disk == null ? null : disk.directory();
    }

    /** Says to those who look on from other processes what runs here now, or that nothing does. */
    void tellOthers(@Nullable Session session) {
        if (disk != null && session != null) {
            SessionFile.write(disk.directory(), journal.epoch(), session);
        } else if (disk != null) {
            SessionFile.remove(disk.directory(), journal.epoch());
        }
    }

    public TimeTravel timeTravel() {
        return new TimeTravel(journal);
    }

    /** The loop that runs the study's command. */
    JobLoop newJobLoop(Budget budget) {
        if (disk == null) {
            throw new TrialogException("A study in memory has no directory in which a command could run."
                    + "\nMaybe call optimize with a Java objective, or open the study on disk.");
        }
        return disk.jobs().loop(budget);
    }

    /** What is copied before the study's command is run, and afterwards; {@code null} for a study in memory. */
    @Nullable
    Staging staging() {
        return disk == null ? null : disk.jobs().staging();
    }

    /** How many command trials run at a time in loops that begin from now on. */
    void parallel(int n) {
        if (disk != null) {
            disk.jobs().parallelism(n);
        }
    }

    /** Answers requests of other processes from now on. */
    public void commands(StudyCommands commands) {
        if (disk != null) {
            commandService = new CommandService(disk.directory(), commands, disk.receivedCommands(), clock);
        }
    }

    /** Brings everything derived up to date. */
    public void catchUp() {
        if (disk != null) {
            disk.projections().flush();
        }
    }

    /** A journal that is poisoned or fenced off can't say goodbye; what broke it was told before. */
    private void stopped() {
        try {
            controller.record(Recording.of(new StudyEvent.ControllerStopped("closed")));
            controller.commit();
        } catch (JournalException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            if (commandService != null) {
                commandService.close();
            }
            if (disk != null) {
                stopped();
                disk.close();
            }
        } finally {
            journal.close();
        }
    }
}
