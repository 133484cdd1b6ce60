package io.trialog.internal.projection.files;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.HardLinks;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file with a header and one line per finished trial, in the order in which they were told. Whole lines are appended. A file
 * that is no beginning of what it should be (torn by a crash, edited, of another study, with fewer columns), or that has another
 * name, is replaced in one step.
 */
final class WholeLines {

    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final Lines lines;
    private String header = "";
    private int voided;
    private @Nullable Object lineage;
    private int rows = -1;
    private long size;

    /** What stands in the file. */
    interface Lines {

        /** The header for a view, with its line end, or an empty text. Called before any line is asked for. */
        String header(StudyView view);

        /** The line of a trial, with its line end. Asked for in order, without gaps, from {@code index} 0 or on. */
        String line(StudyView view, TrialRecord trial, int index);
    }

    WholeLines(Path path, Lines lines) {
        this.path = path;
        this.lines = lines;
    }

    /** Brings the file up to a view. */
    void update(StudyView view) throws IOException {
        String now = lines.header(view);
        if (rows < 0) {
            rows = Files.exists(path) && !HardLinks.isShared(path) ? matching(view, now) : -1;
        } else if (!now.equals(header)
                || voided != view.voided().length
                || lineage != view.lineage()
                || !isAsLeft()
                || rows > view.finishedCount()) {
            rows = -1;
        }
        header = now;
        voided = view.voided().length;
        lineage = view.lineage();
        if (rows < 0) {
            replace(view);
        } else if (rows < view.finishedCount()) {
            append(view);
        }
    }

    /** Forgets what is known of the file: it is compared as a whole the next time. */
    void forget() {
        rows = -1;
    }

    private boolean isAsLeft() throws IOException {
        return Files.exists(path) && Files.size(path) == size && !HardLinks.isShared(path);
    }

    /** How many trials the file holds, if it is exactly a beginning of what it should be; else -1. */
    private int matching(StudyView view, String expectedHeader) throws IOException {
        long left = Files.size(path);
        size = left;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), CHUNK)) {
            byte[] expected = bytes(expectedHeader);
            int row = 0;
            while (left >= expected.length && Arrays.equals(in.readNBytes(expected.length), expected)) {
                left -= expected.length;
                if (left == 0) {
                    return row;
                } else if (row == view.finishedCount()) {
                    return -1;
                }
                expected = bytes(lines.line(view, view.finished(row), row));
                row++;
            }
        }
        return -1;
    }

    private void replace(StudyView view) throws IOException {
        AtomicFile.writeWithDirectories(path, out -> {
            out.write(bytes(header));
            writeLines(view, 0, out);
        });
        rows = view.finishedCount();
        size = Files.size(path);
    }

    private void append(StudyView view) throws IOException {
        int from = rows;
        rows = -1; // should this fail half-way, the file is compared and repaired the next time
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(
                        path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                CHUNK)) {
            writeLines(view, from, out);
        }
        rows = view.finishedCount();
        size = Files.size(path);
    }

    private void writeLines(StudyView view, int from, OutputStream out) throws IOException {
        for (int i = from; i < view.finishedCount(); i++) {
            out.write(bytes(lines.line(view, view.finished(i), i)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
