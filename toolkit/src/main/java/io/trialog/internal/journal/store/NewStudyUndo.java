package io.trialog.internal.journal.store;

import io.trialog.internal.file.FileTree;
import io.trialog.internal.journal.ledger.LedgerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is made of a new study before its first event is acknowledged; taken away again if it never comes to that. */
final class NewStudyUndo {

    private final Path study;
    private final Path queue;
    private final boolean fresh;
    private final boolean madeDirectory;

    private NewStudyUndo(Path study, Path queue, boolean fresh, boolean madeDirectory) {
        this.study = study;
        this.queue = queue;
        this.fresh = fresh;
        this.madeDirectory = madeDirectory;
    }

    /** Remembers what there is before anything is made. */
    static NewStudyUndo before(Path study, Path queue) {
        boolean fresh = LedgerFiles.list(study.resolve("ledger")).isEmpty() && !Files.exists(queue);
        return new NewStudyUndo(study, queue, fresh, !Files.exists(study));
    }

    /**
     * Takes away what was made, unless there was a study before or an event has reached the ledger. To be called by the one
     * who holds the study's lock.
     *
     * @param release gives the lock back, in any case
     */
    void undo(Runnable release) {
        boolean empty = false;
        try {
            empty = fresh && isEmpty(study.resolve("ledger"));
            if (empty) {
                FileTree.delete(study.resolve("ledger"));
                FileTree.delete(queue);
            }
        } catch (IOException e) {
            empty = false; // the disk does not work: what failed before is what has to be told
        } finally {
            release.run();
            removeDirectory(empty && madeDirectory);
        }
    }

    private void removeDirectory(boolean wanted) {
        try {
            if (wanted) {
                Files.deleteIfExists(study);
            }
        } catch (IOException e) {
            return; // something else is in it
        }
    }

    private static boolean isEmpty(Path ledger) throws IOException {
        for (Path file : LedgerFiles.list(ledger).values()) {
            if (Files.size(file) > 0) {
                return false;
            }
        }
        return true;
    }
}
