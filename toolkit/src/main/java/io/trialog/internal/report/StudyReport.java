package io.trialog.internal.report;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.study.StudyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report of a study: self-contained pages for a browser, without network. Everything in them is data for their script,
 * which sets it as text.
 *
 * <p>The page draws with Apache ECharts (Apache-2.0), of which it carries a copy.
 */
final class StudyReport {

    private final ReportData data;
    private final Instant now;
    private final String toolkit;

    /**
     * @param view the study
     * @param log its log up to the same event
     * @param now when the report is written
     * @param toolkit the version that writes it
     */
    public StudyReport(StudyView view, LogDigest log, Instant now, String toolkit) {
        this.data = new ReportData(view, log);
        this.now = now;
        this.toolkit = toolkit;
    }

    /** The same report with what people noted about the study. */
    public StudyReport about(Map<String, @Nullable Object> labels) {
        data.labels(labels);
        return this;
    }

    /** The whole report as one page. */
    public String page() {
        return page(ReportPart.ALL);
    }

    private String page(ReportPart part) {
        return Page.of(data.json(part, now, toolkit));
    }

    /**
     * Writes the report as one file; into a directory that exists, as {@code report.html} with the single plots {@code
     * optimization_history.html}, {@code param_importances.html} and {@code parallel_coordinate.html} in {@code plots/}. Files
     * that are there are replaced as a whole.
     *
     * @return the page
     * @throws TrialogException if a file can't be written
     */
    public Path write(Path target) {
        try {
            if (!Files.isDirectory(target)) {
                return replace(target, page());
            }
            for (ReportPart part :
                    Stream.of(ReportPart.values()).filter(ReportPart::isFile).toList()) {
                replace(target.resolve(part.file()), page(part));
            }
            return target.resolve(ReportPart.ALL.file());
        } catch (IOException e) {
            throw new TrialogException("The report can't be written to " + target + ": " + FileProblem.words(e), e);
        }
    }

    /**
     * Writes the single plots into {@code plots/} of a directory.
     *
     * @throws TrialogException if a file can't be written
     */
    public void plots(Path directory) {
        try {
            for (ReportPart part : ReportPart.values()) {
                if (part.isFile() && part != ReportPart.ALL) {
                    replace(directory.resolve(part.file()), page(part));
                }
            }
        } catch (IOException e) {
            throw new TrialogException("The plots can't be written to " + directory + ": " + FileProblem.words(e), e);
        }
    }

    private static Path replace(Path file, String text) throws IOException {
        AtomicFile.writeWithDirectories(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return file;
    }
}
