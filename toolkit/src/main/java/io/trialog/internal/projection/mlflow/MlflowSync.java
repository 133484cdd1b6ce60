package io.trialog.internal.projection.mlflow;

import io.trialog.internal.journal.ledger.LedgerReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a server of MLflow up to what the ledger of a study holds. What was sent is known by one tag of the parent run, {@code
 * trialog.seq}, which is written last: whatever was sent behind it is sent again, and coincides. Two processes never send at the same
 * time. Not safe for use by several threads.
 */
final class MlflowSync {

    private static final String SEQ = "trialog.seq";
    private static final String HEAD = "trialog.head";
    private static final String LOCK = "mlflow.lock";
    private static final int EVENTS_PER_BATCH = 500;

    private final Path directory;
    private final MlflowSettings settings;
    private final MlflowServer server;
    private final Consumer<String> problems;
    private final Set<String> told = new HashSet<>();
    private RunUpdates updates = new RunUpdates();
    private @Nullable MlflowRuns runs;
    private boolean isDeleted;
    private boolean isHeld;

    /** @param problems told of what can't be sent, once for each kind */
    MlflowSync(Path directory, MlflowSettings settings, MlflowServer server, Consumer<String> problems) {
        this.directory = directory;
        this.settings = settings;
        this.server = server;
        this.problems = problems;
    }

    /** Work between two runs that can't wait. */
    interface Between {
        void run() throws InterruptedException;
    }

    /** Something to be done while no other process sends. */
    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Sends the next events.
     *
     * @param between called before each run is sent
     * @return whether everything that the ledger held was sent
     * @throws IOException if the server can't be reached or refuses everything
     */
    boolean step(Between between) throws IOException, InterruptedException {
        return locked(() -> {
            if (opened() == null) {
                return true;
            }
            long before = updates.position();
            read(before + 1, before + EVENTS_PER_BATCH);
            if (updates.position() == before) {
                return true;
            }
            try {
                send(updates.take(), between);
            } catch (IOException e) {
                reset(); // the tag on the server says where to go on
                throw e;
            }
            return updates.position() - before < EVENTS_PER_BATCH;
        });
    }

    /** Returns the id of the run of an attempt, made if it is not there; an empty text if it was deleted. */
    String run(RunKey key, Instant start) throws IOException, InterruptedException {
        return locked(() -> {
            MlflowRuns opened = opened();
            MlflowRuns.Run run = opened == null ? null : opened.get(key, updates.start(key, start));
            return run == null || run.isDeleted() ? "" : run.id();
        });
    }

    /** Returns the sequence number of the last event that was sent, -1 if none was. */
    long position() {
        return runs == null ? -1 : updates.position();
    }

    private <T> T locked(Work<T> work) throws IOException, InterruptedException {
        if (isHeld) {
            return work.run();
        }
        isHeld = true;
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock of " + directory.resolve(LOCK) + " was lost");
            }
            return work.run();
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process sends the study already", e);
        } finally {
            isHeld = false;
        }
    }

    private void reset() {
        updates = new RunUpdates();
        runs = null;
    }

    private void read(long from, long to) {
        LedgerReader.read(directory.resolve("ledger"), from, to, stored -> {
            updates.apply(stored);
            return true;
        });
    }

    /** The runs, with what was sent already taken; {@code null} if somebody deleted the study there. */
    private @Nullable MlflowRuns opened() throws IOException, InterruptedException {
        if (runs != null || isDeleted) {
            return isDeleted ? null : runs;
        }
        RunUpdates whole = new RunUpdates();
        LedgerReader.read(directory.resolve("ledger"), 0, Long.MAX_VALUE, stored -> {
            whole.apply(stored);
            return true;
        });
        MlflowRuns opened = MlflowRuns.in(server, settings.experiment(), whole.studyId(), whole.study());
        MlflowRuns.Run parent = opened.get(RunKey.STUDY, whole.start(RunKey.STUDY, Instant.EPOCH));
        if (parent.isDeleted()) {
            isDeleted = true;
            problems.accept("The run of this study was deleted in MLflow, and stays deleted: nothing is sent.");
            return null;
        }
        updates = new RunUpdates();
        skip(parent.tags());
        runs = opened;
        return opened;
    }

    /** Takes what was sent, if it is of this log. */
    private void skip(Map<String, String> tags) {
        String seq = tags.getOrDefault(SEQ, "");
        if (seq.matches("\\d{1,18}")) {
            read(0, Long.parseLong(seq));
            if (!updates.head().equals(tags.get(HEAD))) {
                updates = new RunUpdates();
            }
        }
        updates.take();
    }

    private void send(Map<RunKey, RunUpdate> changed, Between between) throws IOException, InterruptedException {
        MlflowRuns opened = Objects.requireNonNull(runs);
        RunUpdate parent = changed.remove(RunKey.STUDY);
        for (Map.Entry<RunKey, RunUpdate> entry : changed.entrySet()) {
            between.run();
            send(opened, entry.getKey(), entry.getValue());
        }
        if (parent != null) {
            send(opened, RunKey.STUDY, parent);
        }
        Map<String, String> cursor = new LinkedHashMap<>();
        cursor.put(SEQ, Long.toString(updates.position()));
        cursor.put(HEAD, updates.head());
        RunBatches.send(server, opened.get(RunKey.STUDY, Instant.EPOCH).id(), Map.of(), List.of(), cursor);
    }

    private void send(MlflowRuns opened, RunKey key, RunUpdate update) throws IOException, InterruptedException {
        MlflowRuns.Run run = opened.get(key, update.start());
        boolean tagsOnly = settings.program() && !key.isStudy();
        if (run.isDeleted()) {
            return;
        }
        update.leftOut().forEach(what -> tell("MLflow can't store " + what + ". It is left out."));
        try {
            RunBatches.send(
                    server,
                    run.id(),
                    tagsOnly ? Map.of() : update.params(),
                    tagsOnly ? List.of() : update.metrics(),
                    update.tags());
            if (!tagsOnly && !update.status().isEmpty()) {
                status(run.id(), update);
            }
        } catch (MlflowRefusal e) {
            refused(opened, key, e);
        }
    }

    private void status(String run, RunUpdate update) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", run);
        body.put("status", update.status());
        Instant end = update.end();
        if (end != null) {
            body.put("end_time", end.toEpochMilli());
        }
        server.post("runs/update", body);
    }

    /** What will never be taken must not keep the rest back. */
    private void refused(MlflowRuns opened, RunKey key, MlflowRefusal refusal) throws MlflowRefusal {
        if (!refusal.isFinal() || key.isStudy()) {
            throw refusal;
        }
        if (String.valueOf(refusal.getMessage()).contains("'active' state")) {
            opened.deleted(key); // it was deleted meanwhile
        } else {
            tell("MLflow refused a part of trial " + key.trial() + ": " + refusal.getMessage());
        }
    }

    private void tell(String problem) {
        if (told.add(problem)) {
            problems.accept(problem);
        }
    }
}
