package io.trialog.internal.engine;

import io.trialog.internal.file.FileTree;
import io.trialog.internal.journal.store.QueuePlace;
import io.trialog.internal.platform.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a study that is to be deleted.
 *
 * @param directory the study's directory
 * @param queue where its queue is if that is elsewhere, or {@code null}
 */
public record StudyDeletion(Path directory, @Nullable Path queue) {

    /** Finds what belongs to a study. */
    public static StudyDeletion of(Path directory) {
        Path away = QueuePlace.away(directory, ThisProcess.ofThisProcess());
        return new StudyDeletion(directory, away != null && Files.isDirectory(away) ? away : null);
    }

    /**
     * Deletes the study for good. Nobody finds half of it meanwhile.
     *
     * @throws IOException if something can't be deleted
     */
    public void run() throws IOException {
        FileTree.deleteAtOnce(directory);
        if (queue != null) {
            FileTree.deleteAtOnce(queue);
        }
    }
}
