package io.trialog.internal.analysis.forest;

import java.util.Arrays;

/**
 * The values of one parameter, divided so that every leaf of a tree takes whole cells: the stretches between the thresholds of a
 * number, or the categories.
 */
final class Cells {

    private final int column;
    private final double[] borders;
    private final double[] widths;

    private Cells(int column, double[] borders, double[] widths) {
        this.column = column;
        this.borders = borders;
        this.widths = widths;
    }

    static Cells of(Feature[] columns, int column, Leaves leaves) {
        if (columns[column].isCategorical()) {
            return new Cells(column, new double[0], columns[column].chances());
        }
        double[] borders = leaves.boxes().stream()
                .mapToDouble(box -> box.low()[column])
                .sorted()
                .distinct()
                .toArray();
        double[] widths = new double[borders.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (i + 1 < borders.length ? borders[i + 1] : 1) - borders[i];
        }
        return new Cells(column, borders, widths);
    }

    int count() {
        return widths.length;
    }

    /** Returns how likely each cell is, given that the parameter is there. */
    double width(int cell) {
        return widths[cell];
    }

    /** Returns the stretches of cells that a leaf takes: begin, end, begin, end. */
    int[] runs(Leaves.Box box) {
        if (borders.length > 0) {
            int from = Arrays.binarySearch(borders, box.low()[column]);
            int to = box.high()[column] >= 1 ? borders.length : Arrays.binarySearch(borders, box.high()[column]);
            return new int[] {from, to};
        }
        boolean[] set = box.sets()[column];
        int[] runs = new int[2 * set.length];
        int used = 0;
        for (int i = 0; i < set.length; i++) {
            if (set[i] && (i == 0 || !set[i - 1])) {
                runs[used++] = i;
            }
            if (set[i] && (i + 1 == set.length || !set[i + 1])) {
                runs[used++] = i + 1;
            }
        }
        return Arrays.copyOf(runs, used);
    }

    /** Returns how likely these cells are together. */
    double chance(int... runs) {
        double sum = 0;
        for (int i = 0; i < runs.length; i += 2) {
            if (borders.length > 0) {
                sum += (runs[i + 1] < borders.length ? borders[runs[i + 1]] : 1) - borders[runs[i]];
            } else {
                for (int cell = runs[i]; cell < runs[i + 1]; cell++) {
                    sum += widths[cell];
                }
            }
        }
        return sum;
    }
}
