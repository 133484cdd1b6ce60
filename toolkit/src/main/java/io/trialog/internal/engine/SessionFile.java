package io.trialog.internal.engine;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.json.FlatJson;
import io.trialog.status.Session;
import io.trialog.study.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the controller of a study goes at the moment, for those who look on: {@code controller-session.json} in the study's
 * directory, there while {@code optimize} runs. Not the truth about anything: a study that can't write it goes on without.
 */
public final class SessionFile {

    private static final String FILE = "controller-session.json";

    private SessionFile() {}

    /** Says that a call of {@code optimize} has begun. */
    static void write(Path directory, int epoch, Session session) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        Duration timeout = session.budget().timeout();
        note.put("epoch", (long) epoch);
        note.put("startedAt", session.startedAt().toString());
        note.put("finishedBefore", (long) session.finishedBefore());
        note.put("wanted", session.hasTarget() ? (long) session.budget().finished() : null);
        note.put("timeout", timeout == null ? null : timeout.toString());
        try {
            AtomicFile.write(directory.resolve(FILE), FlatJson.write(note));
        } catch (IOException e) {
            return; // whoever looks on sees the trials all the same
        }
    }

    /** What the controller of an epoch is about, or {@code null} if that is not known. */
    public static @Nullable Session read(Path directory, int epoch) {
        try {
            Map<String, @Nullable Object> note = FlatJson.read(Files.readAllBytes(directory.resolve(FILE)));
            boolean current = note.get("epoch") instanceof Long number && number == epoch;
            return current ? session(note) : null;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Session session(Map<String, @Nullable Object> note) {
        int wanted = note.get("wanted") instanceof Long number ? number.intValue() : Integer.MAX_VALUE;
        Duration timeout = note.get("timeout") instanceof String text ? Duration.parse(text) : null;
        Budget budget = new Budget(wanted, timeout, Budget.FAILURES_IN_A_ROW);
        int before = (int) FlatJson.number(note, "finishedBefore");
        return Session.begin(budget, Instant.parse(String.valueOf(note.get("startedAt"))), before);
    }

    /** Takes back what the controller of an epoch said; that of a later one stands. */
    static void remove(Path directory, int epoch) {
        try {
            if (read(directory, epoch) != null) {
                Files.deleteIfExists(directory.resolve(FILE));
            }
        } catch (IOException e) {
            return; // as above; and the next controller has another epoch
        }
    }
}
