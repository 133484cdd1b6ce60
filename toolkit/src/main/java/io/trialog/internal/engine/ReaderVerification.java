package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.exception.ProjectionException;
import io.trialog.internal.control.Replay;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.file.TemporaryDirectory;
import io.trialog.internal.fold.StudyIdentity;
import io.trialog.internal.journal.ledger.LedgerGap;
import io.trialog.internal.journal.store.Finding;
import io.trialog.internal.journal.store.LogCheck;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.sqlite.StudyDatabaseCheck;
import io.trialog.study.Seal;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies a study from its ledger alone. One instance per verification. */
public final class ReaderVerification {

    private static final int ROUNDS = 3;

    private final Path directory;
    private final Path file;
    private final @Nullable SealComparison seal;
    private final List<String> checks = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private List<String> database = List.of();
    private Replay replay = new Replay();
    private String studyId = "";
    private long last = -1;
    private @Nullable StudyView compared;
    private String comparedHash = "";

    /** Verifies a study. */
    public ReaderVerification(Path directory) {
        this(directory, null);
    }

    /**
     * Verifies a study.
     *
     * @param seal what the log is compared with, too; or {@code null}
     */
    public ReaderVerification(Path directory, @Nullable Seal seal) {
        this.directory = directory;
        this.seal = seal == null ? null : new SealComparison(seal);
        this.file = directory.resolve(StudyDatabaseCheck.FILE);
    }

    /** Verifies the study; repeats that while another process appends to it. */
    public Verification run() {
        for (int round = 0; round < ROUNDS; round++) {
            long position = Files.exists(file) ? StudyDatabaseCheck.position(file) : -1;
            derive(position);
            if (!log.isEmpty() || compare(position)) {
                break;
            }
        }
        return new Verification(log, replay.result(), database, checks);
    }

    /** Derives everything again; keeps the view at the database's position. */
    private void derive(long position) {
        replay = new Replay();
        compared = null;
        checks.clear();
        last = -1;
        LogCheck copies = LogCheck.of(directory, ThisProcess.ofThisProcess(), stored -> derive(stored, position));
        checks.add("log: " + (last + 1) + " events, every hash follows from the one before"
                + (copies.notes().isEmpty() ? ", queue and ledger compared" : ""));
        checks.addAll(copies.notes());
        if (!copies.mark().isEmpty()) {
            checks.add(copies.mark());
        }
        String meaning = StudyLog.isHeld(directory)
                ? " The study is running."
                : " Nothing that was acknowledged is lost; whoever opens the study next mends it. "
                        + LedgerGap.remedy(directory.resolve("ledger"));
        boolean isWhole = copies.failure().isEmpty();
        for (Finding finding : copies.findings()) {
            boolean mended = finding.isHarmless() || isWhole;
            (finding.isHarmless() ? checks : log).add(finding.message() + (mended ? meaning : ""));
        }
        if (!copies.failure().isEmpty()) {
            log.add(copies.failure());
        }
        if (seal != null) {
            (seal.isKept() ? checks : log).add(seal.finding());
        }
    }

    private void derive(StoredEvent stored, long position) {
        String id = StudyIdentity.given(stored);
        studyId = id == null ? studyId : id;
        replay.accept(stored);
        last = stored.envelope().seq();
        if (seal != null) {
            seal.accept(stored);
        }
        if (last == position) {
            compared = replay.view();
            comparedHash = stored.envelope().hash();
        }
    }

    /** Returns false if the database moved on meanwhile. */
    private boolean compare(long position) {
        if (!Files.exists(file)) {
            checks.add("study.db: not there; whoever runs the study next writes it anew");
            return true;
        }
        StudyView view = compared;
        if (view == null) {
            database = List.of("it stands at seq " + position + ", but the log ends at seq " + last
                    + ".\nMaybe 'trialog rebuild' writes it anew.");
            return true;
        }
        database = differences(view);
        if (StudyDatabaseCheck.position(file) != position) {
            return false;
        }
        if (StudyDatabaseCheck.isInterrupted(file)) {
            checks.add(
                    "study.db: its last change is not complete, and was not looked at; SQLite takes it back when it opens the file");
        }
        checks.add("study.db: compared with the log at seq " + position + ", row by row"
                + (position < last ? " (it is " + (last - position) + " events behind)" : ""));
        return true;
    }

    private List<String> differences(StudyView view) {
        try {
            Path scratch = TemporaryDirectory.make("trialog-verify", 1);
            Path expected = scratch.resolve(StudyDatabaseCheck.FILE);
            try {
                return StudyDatabaseCheck.differences(studyId, view, comparedHash, file, expected);
            } finally {
                FileTree.delete(scratch);
            }
        } catch (ProjectionException e) {
            return List.of(e.getMessage());
        } catch (IOException e) {
            throw new ProjectionException("The database can't be compared: " + FileProblem.words(e), e);
        }
    }
}
