package io.trialog.internal.engine;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The studies that are open: opening one again gives the same object. Studies do not wait for each other; whoever asks for a
 * study that is being opened waits for that one. Safe for use by several threads.
 */
final class OpenStudies {

    /** Those of this JVM. */
    static final OpenStudies HERE = new OpenStudies();

    private final ConcurrentMap<Path, Place> places = new ConcurrentHashMap<>();

    /** Where a study stands that is open, or is being opened. */
    private static final class Place {

        /** {@code null} as a result says that the study could not be opened. */
        final CompletableFuture<@Nullable StudyEngine> opened = new CompletableFuture<>();
    }

    /**
     * Returns the open study of a directory, or one that is opened now.
     *
     * @param opening opens the study, called without any lock
     * @param check refuses what does not fit the study; one that was opened only now is closed again
     */
    StudyEngine open(Path directory, Supplier<StudyEngine> opening, Consumer<StudyEngine> check) {
        while (true) {
            Place mine = new Place();
            Place other = places.putIfAbsent(directory, mine);
            if (other == null) {
                return openNow(directory, mine, opening, check);
            }
            StudyEngine open = other.opened.join();
            if (open != null) {
                synchronized (other) {
                    check.accept(open);
                }
                return open;
            }
        }
    }

    private StudyEngine openNow(
            Path directory, Place place, Supplier<StudyEngine> opening, Consumer<StudyEngine> check) {
        StudyEngine fitting = null;
        try {
            StudyEngine engine = checked(opening.get(), check);
            engine.onClose(() -> places.remove(directory, place));
            fitting = engine;
            return engine;
        } finally {
            if (fitting == null) {
                places.remove(directory, place);
            }
            place.opened.complete(fitting);
        }
    }

    private static StudyEngine checked(StudyEngine engine, Consumer<StudyEngine> check) {
        boolean fits = false;
        try {
            check.accept(engine);
            fits = true;
            return engine;
        } finally {
            if (!fits) {
                engine.close();
            }
        }
    }
}
