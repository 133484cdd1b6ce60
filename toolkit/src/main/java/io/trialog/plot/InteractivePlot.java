package io.trialog.plot;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The figures of a study as it stood when they were made, to be explored: a trial tells all its parameters under the mouse,
 * trials are chosen by drawing a rectangle, values stand on a linear or a logarithmic axis, with and without pruned trials.
 *
 * <p>In a notebook that is trusted it shows itself in a frame that can reach nothing else; elsewhere as the picture of its first
 * plot. It adds about half a megabyte to the notebook. Immutable and safe for use by several threads.
 */
public final class InteractivePlot {

    private final String page;
    private final Plot picture;

    InteractivePlot(String page, Plot picture) {
        this.page = page;
        this.picture = picture;
    }

    /** {@return an HTML page that needs neither network nor other files} */
    public String page() {
        return page;
    }

    /** {@return the plot that is seen first, as a picture} */
    public Plot picture() {
        return picture;
    }

    /**
     * Writes the page.
     *
     * @param file the file; one that is there is replaced
     * @return this
     * @throws TrialogException if the file can't be written
     */
    public InteractivePlot page(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent() == null ? absolute : absolute.getParent());
            Files.write(absolute, page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TrialogException("The figures can't be written to " + file + ": " + FileProblem.words(e), e);
        }
        return this;
    }

    /** What the first plot shows, in words. */
    @Override
    public String toString() {
        return picture.toString();
    }
}
