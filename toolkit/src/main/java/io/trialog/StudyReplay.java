package io.trialog;

import io.trialog.optimize.Replay;
import java.util.ArrayList;
import java.util.List;

/** Derives a study's decisions from its log again. */
public final class StudyReplay {

    private final StudyParts parts;

    StudyReplay(StudyParts parts) {
        this.parts = parts;
    }

    /**
     * Checks the chain and both copies of the log, derives every suggestion and every pruning decision again, bit for bit,
     * and compares {@code study.db} with the log.
     *
     * @return what was found; {@link Verification#isGreen()} says whether all is well
     */
    public Verification verify() {
        Replay replay = new Replay();
        List<String> checks = new ArrayList<>();
        List<String> log = new ArrayList<>();
        List<String> database = new ArrayList<>();
        DiskParts disk = parts.disk();
        if (disk == null) {
            parts.journal().read(0, stored -> {
                replay.accept(stored);
                return true;
            });
            checks.add("log: " + (parts.journal().lastSeq() + 1) + " events in memory");
        } else {
            log.addAll(LogCheck.run(disk.directory(), parts.journal().durability(), replay, checks));
            disk.check(parts.controller(), checks, database);
        }
        return new Verification(log, replay.result(), database, checks);
    }
}
