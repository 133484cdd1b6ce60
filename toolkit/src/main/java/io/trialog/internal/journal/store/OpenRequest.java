package io.trialog.internal.journal.store;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.ledger.Disk;
import io.trialog.internal.journal.lock.LockHolder;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.study.Durability;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a study directory is to be opened. Begin with {@link #of} and change what differs.
 *
 * @param study the study directory
 * @param mode what the user said about it
 * @param level the durability level, or {@code null} for the one in force before ({@code full} in a new study)
 * @param created gives the first event if the study does not exist yet; {@code null} if it must exist
 * @param platform recorded with the start of the controller
 * @param clock times of new events
 * @param environment environment variables
 * @param holderIsDead asked about a holder whose death can't be proven from this machine, for example of the scheduler
 * @param disk where the ledger is written
 * @param plugIns recorded with the start of the controller
 */
public record OpenRequest(
        Path study,
        Mode mode,
        @Nullable Durability level,
        @Nullable Supplier<StudyEvent.StudyCreated> created,
        StudyEvent.Platform platform,
        InstantSource clock,
        Map<String, String> environment,
        Predicate<LockHolder> holderIsDead,
        Disk disk,
        List<StudyEvent.PlugIn> plugIns) {

    /** What the user said. */
    public enum Mode {
        /** Nothing: as controller if nobody else is and the directory is where it was, else as reader or not at all. */
        OPEN,
        /** Only read, whoever is the controller. */
        READ,
        /** Replace the controller, even if it may be alive. */
        TAKEOVER,
        /** The directory was moved here. */
        MOVED,
        /** The directory is a copy; the original goes on elsewhere. */
        COPIED,
        /** Go on without acknowledged events that are missing or changed, and record that. */
        ACCEPT_LOSS
    }

    /** Opens a study that exists, with this process's environment. */
    public static OpenRequest of(Path study, StudyEvent.Platform platform, InstantSource clock) {
        return new OpenRequest(
                study,
                Mode.OPEN,
                null,
                null,
                platform,
                clock,
                ThisProcess.ofThisProcess(),
                holder -> false,
                Disk.REAL,
                List.of());
    }

    boolean acceptsLoss() {
        return mode == Mode.ACCEPT_LOSS;
    }

    public OpenRequest withMode(Mode newMode) {
        return new OpenRequest(
                study, newMode, level, created, platform, clock, environment, holderIsDead, disk, plugIns);
    }

    public OpenRequest withLevel(@Nullable Durability newLevel) {
        return new OpenRequest(
                study, mode, newLevel, created, platform, clock, environment, holderIsDead, disk, plugIns);
    }

    /** Creates the study if it does not exist. */
    public OpenRequest creating(Supplier<StudyEvent.StudyCreated> newCreated) {
        return new OpenRequest(
                study, mode, level, newCreated, platform, clock, environment, holderIsDead, disk, plugIns);
    }

    public OpenRequest withEnvironment(Map<String, String> newEnvironment) {
        return new OpenRequest(
                study, mode, level, created, platform, clock, newEnvironment, holderIsDead, disk, plugIns);
    }

    public OpenRequest withHolderIsDead(Predicate<LockHolder> newHolderIsDead) {
        return new OpenRequest(
                study, mode, level, created, platform, clock, environment, newHolderIsDead, disk, plugIns);
    }

    public OpenRequest withDisk(Disk newDisk) {
        return new OpenRequest(
                study, mode, level, created, platform, clock, environment, holderIsDead, newDisk, plugIns);
    }

    public OpenRequest withPlugIns(List<StudyEvent.PlugIn> newPlugIns) {
        return new OpenRequest(
                study, mode, level, created, platform, clock, environment, holderIsDead, disk, newPlugIns);
    }
}
