package io.trialog.internal.transfer;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyOpener;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.journal.store.LogTransfer;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.util.List;

/** Starts a new study from the beginning of another one's log. */
public final class StudyFork {

    private StudyFork() {}

    /**
     * Forks a study.
     *
     * @param from the directory of the study to fork, whose events up to {@code seq} are durable
     * @param root where the new study goes
     * @return the new study, open
     */
    public static StudyEngine fork(Path from, StudyRoot root, String name, long seq) {
        Path target = root.free(name);
        return NewStudy.in(target, () -> {
            LogTransfer.fork(from, seq, target);
            OpenOptions options = OpenOptions.of(target.toString()).withIntent(OpenOptions.Intent.COPIED);
            StudyEngine study = new StudyOpener(root).open(options.withRoot(root.directory()));
            rename(study, name, from, seq);
            RecordedStudyFile.record(target, study.settings(), null);
            return study;
        });
    }

    /**
     * Forks an open study into one beside it.
     *
     * @return the new study, open
     * @throws TrialogException if the study has no directory
     */
    public static StudyEngine fork(StudyEngine study, String name, long seq) {
        Path directory = study.directory();
        Path root = directory == null ? null : directory.getParent();
        if (directory == null || root == null) {
            throw new TrialogException("Only a study with a directory can be forked, but this one lives in memory.");
        }
        study.writer().commit();
        return fork(directory, new StudyRoot(root), name, seq);
    }

    private static void rename(StudyEngine study, String name, Path from, long seq) {
        Settings old = study.settings();
        Settings renamed = old.withName(name);
        study.change(renamed, List.of("forked from " + old.name() + " (" + from + ") at seq " + seq));
    }
}
