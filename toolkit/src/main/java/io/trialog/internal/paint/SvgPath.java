package io.trialog.internal.paint;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;

/** Writes the outline of a shape as path data, in steps of a tenth of a pixel. */
final class SvgPath {

    private final StringBuilder d = new StringBuilder();
    private long x;
    private long y;
    private long startX;
    private long startY;
    private char last;

    private SvgPath() {}

    static CharSequence of(Shape shape, AffineTransform transform) {
        SvgPath path = new SvgPath();
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(transform); !i.isDone(); i.next()) {
            path.add(i.currentSegment(c), c);
        }
        return path.d;
    }

    private void add(int segment, double[] c) {
        switch (segment) {
            case PathIterator.SEG_MOVETO -> move(tenths(c[0]), tenths(c[1]));
            case PathIterator.SEG_LINETO -> line(tenths(c[0]), tenths(c[1]));
            case PathIterator.SEG_QUADTO -> curve('q', c, 4);
            case PathIterator.SEG_CUBICTO -> curve('c', c, 6);
            default -> {
                command('z');
                x = startX;
                y = startY;
            }
        }
    }

    private static long tenths(double value) {
        return Math.round(value * 10);
    }

    private void move(long toX, long toY) {
        last = 0; // the first place of a path does not depend on another path
        command('M');
        SvgDocument.append(d, toX);
        SvgDocument.separate(d, toY);
        startX = toX;
        startY = toY;
        x = toX;
        y = toY;
    }

    private void line(long toX, long toY) {
        if (toY == y) {
            command('h');
            number(toX - x);
        } else if (toX == x) {
            command('v');
            number(toY - y);
        } else {
            command('l');
            number(toX - x);
            SvgDocument.separate(d, toY - y);
        }
        x = toX;
        y = toY;
    }

    private void curve(char kind, double[] c, int numbers) {
        command(kind);
        for (int i = 0; i < numbers; i++) {
            number(tenths(c[i]) - (i % 2 == 0 ? x : y));
        }
        x = tenths(c[numbers - 2]);
        y = tenths(c[numbers - 1]);
    }

    /** A letter that repeats may be left out. */
    private void command(char letter) {
        if (letter != last) {
            d.append(letter);
        }
        last = letter;
    }

    private void number(long tenths) {
        if (Character.isLetter(d.charAt(d.length() - 1))) {
            SvgDocument.append(d, tenths);
        } else {
            SvgDocument.separate(d, tenths);
        }
    }
}
