package io.trialog.internal.transfer;

import io.trialog.internal.file.FileTree;
import io.trialog.internal.journal.store.QueuePlace;
import io.trialog.internal.platform.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Makes a study directory by something that may fail half-way: then nothing of it is left. */
public final class NewStudy {

    private NewStudy() {}

    /**
     * Makes a study.
     *
     * @param target its directory, which must not exist yet
     * @param making makes and opens it
     * @return what {@code making} gives
     */
    @SuppressWarnings("IllegalCatch") // takes away what was made, and throws on
    public static <T> T in(Path target, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException | Error e) {
            remove(target, e);
            throw e;
        }
    }

    private static void remove(Path target, Throwable failure) {
        try {
            Path away = QueuePlace.away(target, ThisProcess.ofThisProcess());
            if (away != null && Files.exists(away)) {
                FileTree.delete(away);
            }
            if (Files.exists(target)) {
                FileTree.delete(target);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
