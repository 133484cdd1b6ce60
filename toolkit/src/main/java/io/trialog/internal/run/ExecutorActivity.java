package io.trialog.internal.run;

import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file in a study's directory that says what the executor of its running controller does: for {@code trialog status},
 * which is another process. It is no part of the study, and removed when the loop ends.
 */
public final class ExecutorActivity {

    private static final String FILE = "scheduler.txt";
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final @Nullable Path file;
    private final InstantSource clock;
    private Instant next = Instant.EPOCH;
    private String written = "";

    /** @param study the study's directory, or {@code null} if nobody is to know */
    ExecutorActivity(@Nullable Path study, InstantSource clock) {
        this.file = study == null ? null : study.resolve(FILE);
        this.clock = clock;
    }

    /** What the file of a study says, or an empty text. */
    public static String read(Path study) {
        try {
            Path file = study.resolve(FILE);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return ""; // it is being replaced or removed
        }
    }

    /** Writes it anew if it changed, at most every two seconds. */
    void note(Supplier<String> activity) throws IOException {
        Instant now = clock.instant();
        if (file == null || now.isBefore(next)) {
            return;
        }
        next = now.plus(PERIOD);
        String text = activity.get();
        if (!text.equals(written)) {
            AtomicFile.write(file, text + "\n");
            written = text;
        }
    }

    /** Removes it. */
    void end() {
        try {
            if (file != null && !written.isEmpty()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return; // a line that is out of date does no harm
        }
    }
}
