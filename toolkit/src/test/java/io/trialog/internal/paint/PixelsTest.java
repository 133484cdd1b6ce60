package io.trialog.internal.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.analysis.Axis;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What stands in for Java2D where there is much to draw gives the same pictures. */
class PixelsTest {

    private static final Area AREA = new Area(0, 0, 200, 100, axis(200), axis(100));

    /** Axes on which a place is a pixel. */
    private static Axis axis(int pixels) {
        double margin = pixels * 0.04 / 1.08;
        return Axis.ofNumbers("pixels", false, margin, pixels - margin);
    }

    @Test
    void everyPixelOfAnImageIsReadBackFromThePng() throws Exception {
        for (int width : new int[] {1, 7, 300}) {
            BufferedImage image = new BufferedImage(width, 200, BufferedImage.TYPE_INT_RGB);
            SplittableRandom random = new SplittableRandom(width);
            for (int i = 0; i < width * 200; i++) {
                image.setRGB(i % width, i / width, random.nextInt(1 << 24));
            }

            BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.of(image)));

            assertThat(pixels(read)).as("width %d", width).isEqualTo(pixels(image));
        }
    }

    @Test
    void aPixelIsAsDarkAsTheLinesThatCrossItMakeIt() {
        LineRaster raster = new LineRaster(10, 10);
        raster.line(0, 2.5, 10, 2.5);
        raster.line(0, 2.5, 10, 2.5);
        raster.line(4.5, -50, 4.5, 50);
        raster.line(-3, 8, 20, 8);
        BufferedImage image = paper(10, 10);

        raster.paint(image.createGraphics(), 0, 0, new Color(0, 0, 0, 128));

        assertThat(grey(image, 1, 2)).as("two lines").isCloseTo(64, within());
        assertThat(grey(image, 4, 2)).as("three lines").isCloseTo(32, within());
        assertThat(grey(image, 4, 6)).as("an upright one").isCloseTo(127, within());
        assertThat(grey(image, 7, 7)).as("half of one").isCloseTo(180, within());
        assertThat(grey(image, 7, 5)).as("none").isEqualTo(255);
    }

    @Test
    void thousandsOfLinesThatAreCountedLookLikeThoseThatAreDrawnOneByOne() {
        SplittableRandom random = new SplittableRandom(7);
        double[] x = new double[3000];
        double[] y = new double[3000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble(200);
            y[i] = i % 3 == 2 ? Double.NaN : random.nextDouble(100);
        }
        Layer.Path thin = new Layer.Path(x, y, new Color(0, 0, 0, 15), 1);
        BufferedImage counted = paper(200, 100);
        SeriesPainter.paint(smooth(counted), AREA, List.of(thin));
        BufferedImage drawn = paper(200, 100);
        for (int i = 0; i < x.length; i += 3) {
            Layer.Path one = new Layer.Path(
                    new double[] {x[i], x[i + 1]}, new double[] {y[i], y[i + 1]}, new Color(0, 0, 0, 15), 1);
            SeriesPainter.paint(smooth(drawn), AREA, List.of(one));
        }

        assertThat(meanGrey(counted)).isCloseTo(meanGrey(drawn), Offset.offset(4.0));
        assertThat(meanDifference(counted, drawn)).isLessThan(6);
    }

    @Test
    void dotsThatAreStampedStandWhereTheyWouldBeDrawn() {
        for (Layer.Mark mark : List.of(Layer.Mark.DISC, Layer.Mark.RING, Layer.Mark.CROSS, Layer.Mark.DIAMOND)) {
            for (double at : new double[] {20, 20.3, 20.5, 20.9}) {
                BufferedImage stamped = paper(200, 100);
                double[] x = {at};
                double[] y = {at + 30};
                SeriesPainter.paint(smooth(stamped), AREA, List.of(new Layer.Dots(x, y, Color.BLACK, mark, 9)));
                BufferedImage drawn = paper(200, 100);
                Graphics2D g = smooth(drawn);
                g.setColor(Color.BLACK);
                SeriesPainter.mark(g, mark, AREA.px(at), AREA.py(at + 30), 9);

                assertThat(meanDifference(stamped, drawn) * 200 * 100 / 81)
                        .as("%s at %s", mark, at)
                        .isLessThan(25);
            }
        }
    }

    private static Offset<Integer> within() {
        return Offset.offset(2);
    }

    private static BufferedImage paper(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        return image;
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    private static int grey(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFF;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static double meanGrey(BufferedImage image) {
        return Arrays.stream(pixels(image)).map(pixel -> pixel & 0xFF).average().orElse(0);
    }

    private static double meanDifference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int i = 0; i < a.getWidth() * a.getHeight(); i++) {
            sum += Math.abs(grey(a, i % a.getWidth(), i / a.getWidth()) - grey(b, i % a.getWidth(), i / a.getWidth()));
        }
        return sum / (a.getWidth() * a.getHeight());
    }
}
