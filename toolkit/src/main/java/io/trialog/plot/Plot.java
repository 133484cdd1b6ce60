package io.trialog.plot;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.paint.Figure;
import io.trialog.internal.paint.FigurePainter;
import io.trialog.internal.paint.Png;
import io.trialog.internal.paint.SvgGraphics;
import io.trialog.internal.platform.SystemSettings;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plot of a study as it stood when the plot was made. Immutable and safe for use by several threads. In a notebook it shows
 * itself as an image; {@link #toString()} says in words what it shows.
 */
public final class Plot {

    static {
        // No display is needed, and looking for one fails on a machine that has none. What a user has set stands.
        SystemSettings.setDefault("java.awt.headless", "true");
    }

    private static final int LEAST = 200;
    private static final int MOST = 8000;

    /** Pixels of an image per pixel of the plot: sharp on screens of today and on paper. */
    private static final int DENSITY = 2;

    private final @Nullable Figure figure;
    private final String text;
    private final int width;
    private final int height;
    private final double fonts;

    private Plot(@Nullable Figure figure, String text, int width, int height, double fonts) {
        this.figure = figure;
        this.text = text;
        this.width = width;
        this.height = height;
        this.fonts = fonts;
    }

    static Plot of(Figure figure, String text) {
        return new Plot(figure, figure.title() + "\n" + text.stripTrailing(), figure.width(), figure.height(), 1);
    }

    /** There is nothing to draw, and a sentence that says why. */
    static Plot missing(String sentence) {
        return new Plot(null, sentence, 640, 160, 1);
    }

    /** {@return whether there was nothing to draw; the plot then shows a sentence that says what is missing} */
    public boolean isEmpty() {
        return figure == null;
    }

    /**
     * Returns the same plot in another size. Texts, lines and marks grow with a larger picture, so that a poster is read as well
     * as a page; in a smaller one they keep their size.
     *
     * @param newWidth the width in pixels
     * @param newHeight the height in pixels
     * @return the same plot in another size
     * @throws IllegalArgumentException if a length is not between 200 and 8000
     */
    public Plot size(int newWidth, int newHeight) {
        if (Math.min(newWidth, newHeight) < LEAST || Math.max(newWidth, newHeight) > MOST) {
            throw new IllegalArgumentException("The size of a plot must be between " + LEAST + " and " + MOST
                    + " pixels, but is " + newWidth + " by " + newHeight + ".");
        }
        return new Plot(figure, text, newWidth, newHeight, fonts);
    }

    /**
     * Returns the same plot with larger or smaller texts, lines and marks.
     *
     * @param factor 1 for the usual size, 1.5 for texts that are half as large again; between 0.5 and 4
     * @return the same plot with other fonts
     * @throws IllegalArgumentException if the factor is not between 0.5 and 4
     */
    public Plot fonts(double factor) {
        if (!(factor >= 0.5 && factor <= 4)) {
            throw new IllegalArgumentException("The factor of fonts must be between 0.5 and 4, but is " + factor + ".");
        }
        return new Plot(figure, text, width, height, factor);
    }

    /** How many pixels of the picture a pixel of the figure takes. */
    private double scale() {
        double larger = figure == null
                ? 1
                : Math.max(1, Math.min(width / (double) figure.width(), height / (double) figure.height()));
        return fonts * larger;
    }

    /**
     * Returns the plot as a PNG image on white ground, with twice as many pixels as its {@linkplain #size size} to be
     * sharp.
     *
     * @return the plot as a PNG image on white ground, with twice as many pixels as its {@linkplain #size size} to
     *     be sharp
     */
    public byte[] png() {
        return Png.of(image());
    }

    @SuppressWarnings("IllegalCatch") // a JVM without fonts fails with errors of its own, which no user understands
    private BufferedImage image() {
        BufferedImage image = new BufferedImage(DENSITY * width, DENSITY * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(DENSITY * scale(), DENSITY * scale());
        try {
            paint(g);
        } catch (LinkageError | InternalError e) {
            throw new TrialogException(
                    "This Java can't draw text: " + e
                            + "\nMaybe install fonts (Debian: fontconfig and fonts-dejavu-core).",
                    e);
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Paints on paper that is as large as the picture at scale 1. */
    private void paint(Graphics2D g) {
        if (figure == null) {
            FigurePainter.sentence(g, text, scaled(width), scaled(height));
        } else {
            FigurePainter.paint(g, figure.sized(scaled(width), scaled(height)));
        }
    }

    private int scaled(int length) {
        return (int) Math.round(length / scale());
    }

    /** {@return the plot as an SVG document without a ground: it is readable on light and on dark pages} */
    public String svg() {
        SvgGraphics g = new SvgGraphics();
        paint(g);
        return g.document(scaled(width), scaled(height), width, height, text);
    }

    /**
     * Writes the plot as a PNG image.
     *
     * @param file the file
     * @return this plot
     * @throws TrialogException if the file can't be written
     */
    public Plot png(Path file) {
        return written(file, png());
    }

    /**
     * Writes the plot as an SVG document.
     *
     * @param file the file
     * @return this plot
     * @throws TrialogException if the file can't be written
     */
    public Plot svg(Path file) {
        return written(file, svg().getBytes(StandardCharsets.UTF_8));
    }

    private Plot written(Path file, byte[] bytes) {
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent() == null ? absolute : absolute.getParent());
            Files.write(absolute, bytes);
        } catch (IOException e) {
            throw new TrialogException("The plot can't be written to " + file + ": " + FileProblem.words(e), e);
        }
        return this;
    }

    /** What the plot shows, in words. */
    @Override
    public String toString() {
        return text;
    }
}
