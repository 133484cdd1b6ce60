package io.trialog;

import io.trialog.event.StudyEvent;
import io.trialog.journal.Journal;
import io.trialog.journal.JournalException;
import io.trialog.launch.Staging;
import io.trialog.optimize.Budget;
import io.trialog.optimize.Controller;
import io.trialog.optimize.JobLoop;
import io.trialog.status.Session;
import io.trialog.trial.TrialogException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an open study is made of. Safe for use by several threads. */
final class StudyParts implements AutoCloseable {

    private final Journal journal;
    private final Controller controller;
    private final InstantSource clock;
    private final @Nullable DiskParts disk;
    private final List<String> notes;
    private @Nullable CommandService commandService;

    /** A study without a directory. */
    StudyParts(Journal journal, Controller controller, InstantSource clock) {
        this(journal, controller, clock, null, List.of());
    }

    StudyParts(
            Journal journal, Controller controller, InstantSource clock, @Nullable DiskParts disk, List<String> notes) {
        this.journal = journal;
        this.controller = controller;
        this.clock = clock;
        this.disk = disk;
        this.notes = List.copyOf(notes);
    }

    Controller controller() {
        return controller;
    }

    Journal journal() {
        return journal;
    }

    InstantSource clock() {
        return clock;
    }

    List<String> notes() {
        return notes;
    }

    @Nullable
    DiskParts disk() {
        return disk;
    }

    @Nullable
    Path directory() {
        return disk == null ? null : disk.directory();
    }

    /** Says to those who look on from other processes what runs here now, or that nothing does. */
    void tellOthers(@Nullable Session session) {
        if (disk != null && session != null) {
            SessionNote.write(disk.directory(), journal.epoch(), session);
        } else if (disk != null) {
            SessionNote.remove(disk.directory(), journal.epoch());
        }
    }

    TimeTravel timeTravel() {
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
            disk.jobs().parallel(n);
        }
    }

    /** Answers requests of other processes from now on. */
    void commands(StudyCommands commands) {
        if (disk != null) {
            commandService = new CommandService(disk.directory(), commands, disk.receivedCommands(), clock);
        }
    }

    /** Brings everything derived up to date. */
    void catchUp() {
        if (disk != null) {
            disk.projections().flush();
        }
    }

    /** A journal that is poisoned or fenced off can't say goodbye; what broke it was told before. */
    private void stopped() {
        try {
            controller.record(new StudyEvent.ControllerStopped("closed"), -1, 0, -1);
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
