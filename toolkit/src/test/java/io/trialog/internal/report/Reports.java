package io.trialog.internal.report;

import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.time.Instant;

/** Reports of views, for programs of other packages. */
public final class Reports {

    private Reports() {}

    /** Writes the report of a study that has no log. */
    public static Path write(StudyView view, Instant now, Path target) {
        return new StudyReport(view, new LogDigest(stored -> ""), now, "benchmark").write(target);
    }
}
