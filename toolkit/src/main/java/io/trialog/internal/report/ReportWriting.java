package io.trialog.internal.report;

import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyLabels;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.Version;
import io.trialog.internal.text.EventText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes reports of the log, so that what they say of trials and of events is of one position. */
public final class ReportWriting {

    private ReportWriting() {}

    /** The report of an open study. */
    public static Path write(StudyEngine study, Path target) {
        study.journal().commit();
        LogDigest log = new LogDigest(EventText::line);
        StudyFold fold = new StudyFold();
        study.journal().read(0, stored -> {
            log.accept(stored);
            fold.apply(stored);
            return true;
        });
        Path directory = study.directory();
        return new StudyReport(fold.view(), log, study.clock().instant(), Version.TOOLKIT)
                .about(directory == null ? Map.of() : StudyLabels.of(directory))
                .write(target);
    }

    /** Writes the single plots of an open study into its directory; if they can't be written, that is a note. */
    public static void plots(StudyEngine study) {
        Path directory = study.directory();
        if (directory == null || study.view().finishedCount() == 0) {
            return;
        }
        try {
            LogDigest none = new LogDigest(EventText::line);
            new StudyReport(study.view(), none, study.clock().instant(), Version.TOOLKIT).plots(directory);
        } catch (TrialogException e) {
            study.tell(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** The report of a study that somebody else may hold. */
    public static Path write(StudyLog study, Path target) {
        LogDigest log = new LogDigest(EventText::line);
        long position = study.view().position();
        StudyLog.read(study.directory(), 0, stored -> {
            log.accept(stored);
            return stored.envelope().seq() < position;
        });
        return new StudyReport(study.view(), log, SystemTime.clock().instant(), Version.TOOLKIT)
                .about(study.metadata())
                .write(target);
    }
}
