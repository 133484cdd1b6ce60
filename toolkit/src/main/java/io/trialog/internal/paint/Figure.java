package io.trialog.internal.paint;

import io.trialog.internal.analysis.Axis;
import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plot shows, before it is drawn.
 *
 * @param title its title
 * @param panels its coordinate systems, row by row
 * @param columns how many panels stand side by side
 * @param keys the legend
 * @param bar what its colors mean, or {@code null}
 * @param notes sentences below it
 * @param width in pixels
 * @param height in pixels
 */
public record Figure(
        String title,
        List<Panel> panels,
        int columns,
        List<Key> keys,
        @Nullable ColorBar bar,
        List<String> notes,
        int width,
        int height) {

    public static final int WIDTH = 860;
    public static final int HEIGHT = 480;

    public Figure {
        panels = List.copyOf(panels);
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
    }

    /** One panel of the usual size. */
    public static Figure of(String title, Scene scene, List<String> notes) {
        return new Figure(title, List.of(scene.panel()), 1, scene.keys(), null, notes, WIDTH, HEIGHT);
    }

    public Figure with(ColorBar newBar) {
        return new Figure(title, panels, columns, keys, newBar, notes, width, height);
    }

    public Figure sized(int newWidth, int newHeight) {
        return new Figure(title, panels, columns, keys, bar, notes, newWidth, newHeight);
    }

    /**
     * One coordinate system.
     *
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param layers what is drawn, from below to above
     * @param look what of its frame is drawn
     */
    public record Panel(Axis x, Axis y, List<Layer> layers, Look look) {
        public Panel {
            layers = List.copyOf(layers);
        }

        public Panel(Axis x, Axis y, List<Layer> layers) {
            this(x, y, layers, Look.FULL);
        }
    }

    /** What of a panel's frame is drawn. */
    public enum Look {
        /** Everything. */
        FULL,
        /** No texts at the vertical axis: the neighbor to the left has the same. */
        SHARED_Y,
        /** Only the texts of the horizontal axis, above: the layers draw the rest. */
        UPRIGHTS
    }

    /** An entry of the legend. */
    public record Key(String text, Color color, Layer.Mark mark) {}

    /**
     * The meaning of colors.
     *
     * @param title what they stand for
     * @param texts what stands beside the bar, from the dark end to the bright end
     * @param steps how many different colors there are
     * @param isDarkAbove whether the dark end is above, as large values are on an axis
     */
    public record ColorBar(String title, List<String> texts, int steps, boolean isDarkAbove) {
        public ColorBar {
            texts = List.copyOf(texts);
        }

        /** Which of the colors an amount has. */
        public int step(double fraction) {
            return (int) Math.max(0, Math.min(steps - 1, Math.floor(fraction * steps)));
        }

        public Color color(int step) {
            return Colors.amount(steps == 1 ? 0 : step / (steps - 1.0));
        }
    }
}
