package io.trialog.internal.remote;

import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyHeldException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.engine.StudyTrust;
import io.trialog.internal.platform.Ids;
import io.trialog.internal.platform.SystemTime;
import io.trialog.study.OpenOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of a study, whoever runs it: through a file if another process is its controller, else by
 * being the controller for the moment.
 *
 * @param directory the study's directory
 * @param kind {@code stop}, {@code cancel}, {@code parallel}, {@code enqueue}, {@code ask}, {@code tell}, {@code void},
 *     {@code attribute}, {@code retry} or {@code add}
 * @param arguments with what
 */
public record StudyRequest(Path directory, String kind, Map<String, @Nullable Object> arguments) {

    /** Stands in an answer to a request that is wrong in itself. */
    static final String REFUSED = "refused";

    private static final long LOOK_MILLIS = 50;
    private static final long LOOKS_PER_HOLDER = 10;

    /**
     * Sends the request and waits for the answer.
     *
     * @param patience how long to wait at most for a controller in another process
     * @return the answer
     * @throws RefusedException if the request itself is wrong: an unknown trial, a value out of its bounds
     * @throws TrialogException if the answer is another error, or none came in time
     */
    public Map<String, @Nullable Object> send(Duration patience) {
        StudyTrust.require(directory, false);
        Map<String, @Nullable Object> answer;
        try {
            answer = StudyLog.isHeld(directory) ? byFile(patience) : byOpening();
        } catch (StudyHeldException e) {
            answer = byFile(patience);
        }
        Object error = answer.get("error");
        if (error != null && Boolean.TRUE.equals(answer.get(REFUSED))) {
            throw new RefusedException(error.toString());
        }
        if (error != null) {
            throw new TrialogException(error.toString());
        }
        return answer;
    }

    private Map<String, @Nullable Object> byOpening() {
        try (StudyEngine study = open()) {
            return new StudyCommands(study).execute(Ids.next(), kind, arguments);
        }
    }

    private StudyEngine open() {
        OpenOptions options = OpenOptions.of(directory.toString());
        StudyEngine study = new StudyOpener(StudyRoot.of(options)).open(options);
        CommandService.serve(study);
        return study;
    }

    /** Its controller ended before it looked: whoever opens the study carries out what lies there, so this opens it. */
    private @Nullable Map<String, @Nullable Object> takingOver(CommandInbox inbox, String id, Duration patience) {
        StudyEngine study;
        try {
            study = open();
        } catch (StudyHeldException e) {
            return awaited(inbox, id, patience, false); // another one came first
        }
        try {
            return awaited(inbox, id, patience, false);
        } finally {
            study.close();
        }
    }

    private @Nullable Map<String, @Nullable Object> awaited(
            CommandInbox inbox, String id, Duration patience, boolean whileHeld) {
        long looks = Math.max(1, patience.toMillis() / LOOK_MILLIS);
        try {
            for (long i = 0; i < looks; i++) {
                Map<String, @Nullable Object> answer = inbox.answerTo(id);
                if (answer != null || (whileHeld && i % LOOKS_PER_HOLDER == 0 && !StudyLog.isHeld(directory))) {
                    return answer;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private Map<String, @Nullable Object> byFile(Duration patience) {
        CommandInbox inbox = new CommandInbox(directory);
        String id = inbox.put(kind, arguments, SystemTime.clock().millis());
        Map<String, @Nullable Object> answer = awaited(inbox, id, patience, true);
        if (answer == null && !StudyLog.isHeld(directory)) {
            answer = takingOver(inbox, id, patience);
        }
        if (answer != null) {
            return answer;
        }
        throw new TrialogException("The controller of " + directory + " did not answer within " + patience.toSeconds()
                + " s; the request (" + kind + ", " + id
                + ") stays in 'commands' and is carried out when it looks there."
                + "\nMaybe 'trialog status' tells whether it is alive. If you know that it is gone: 'trialog takeover', then the"
                + " same again.");
    }
}
