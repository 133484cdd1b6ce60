package io.trialog.internal.analysis.forest;

/**
 * The functional analysis of variance of one tree: F. Hutter, H. Hoos, K. Leyton-Brown, <em>An Efficient Approach for Assessing
 * Hyperparameter Importance</em>, ICML 2014. Points are uniform on the scale of each parameter. Of a conditional parameter the
 * effect is that of its values where it is there, weighted by how often that is; who has it counts where the tree asks for it.
 */
final class Variances {

    private final Leaves leaves;
    private final Cells[] cells;
    private final double total;

    Variances(Feature[] columns, TreeNode root) {
        this.leaves = new Leaves(columns, root);
        this.cells = new Cells[columns.length];
        for (int c = 0; c < columns.length; c++) {
            cells[c] = Cells.of(columns, c, leaves);
        }
        double mean = 0;
        for (Leaves.Box box : leaves.boxes()) {
            mean += box.mass() * box.mean();
        }
        double sum = 0;
        for (Leaves.Box box : leaves.boxes()) {
            sum += box.mass() * (box.mean() - mean) * (box.mean() - mean);
        }
        this.total = sum;
    }

    /** Returns the variance of the tree over the space. */
    double total() {
        return total;
    }

    /** Returns the variance of the mean given one parameter. */
    double main(int column) {
        Cells own = cells[column];
        double[] mass = new double[own.count() + 1];
        double[] sum = new double[own.count() + 1];
        double absent = 0;
        double absentSum = 0;
        for (Leaves.Box box : leaves.boxes()) {
            int[] runs = own.runs(box);
            double density = density(box.mass() * box.present()[column], own.chance(runs));
            for (int i = 0; i < runs.length; i += 2) {
                mass[runs[i]] += density;
                mass[runs[i + 1]] -= density;
                sum[runs[i]] += density * box.mean();
                sum[runs[i + 1]] -= density * box.mean();
            }
            absent += box.mass() * (1 - box.present()[column]);
            absentSum += box.mass() * (1 - box.present()[column]) * box.mean();
        }
        Moments moments = new Moments();
        double running = 0;
        double runningSum = 0;
        for (int cell = 0; cell < own.count(); cell++) {
            running += mass[cell];
            runningSum += sum[cell];
            moments.add(running * own.width(cell), runningSum * own.width(cell));
        }
        if (leaves.isSplitByPresence(column)) {
            moments.add(absent, absentSum);
        }
        return moments.variance();
    }

    /** Returns the variance that two parameters explain together, beyond what each explains. */
    double pair(int first, int second) {
        Cells rows = cells[first];
        Cells columns = cells[second];
        double[][] mass = new double[rows.count() + 1][columns.count() + 1];
        double[][] sum = new double[rows.count() + 1][columns.count() + 1];
        for (Leaves.Box box : leaves.boxes()) {
            int[] down = rows.runs(box);
            int[] across = columns.runs(box);
            double share = Math.min(box.present()[first], box.present()[second]);
            double density = density(box.mass() * share, rows.chance(down) * columns.chance(across));
            add(mass, down, across, density);
            add(sum, down, across, density * box.mean());
        }
        accumulate(mass);
        accumulate(sum);
        return interaction(rows, columns, mass, sum);
    }

    private static double density(double mass, double size) {
        return size > 0 ? mass / size : 0;
    }

    private static void add(double[][] corners, int[] down, int[] across, double amount) {
        for (int i = 0; i < down.length; i += 2) {
            for (int j = 0; j < across.length; j += 2) {
                corners[down[i]][across[j]] += amount;
                corners[down[i]][across[j + 1]] -= amount;
                corners[down[i + 1]][across[j]] -= amount;
                corners[down[i + 1]][across[j + 1]] += amount;
            }
        }
    }

    /** From differences at corners to what stands in each cell. */
    private static void accumulate(double[][] corners) {
        for (int i = 0; i < corners.length; i++) {
            for (int j = 1; j < corners[i].length; j++) {
                corners[i][j] += corners[i][j - 1];
            }
            for (int j = 0; i > 0 && j < corners[i].length; j++) {
                corners[i][j] += corners[i - 1][j];
            }
        }
    }

    private static double interaction(Cells rows, Cells columns, double[][] mass, double[][] sum) {
        Moments both = new Moments();
        Moments first = new Moments();
        double[] downMass = new double[columns.count()];
        double[] downSum = new double[columns.count()];
        for (int i = 0; i < rows.count(); i++) {
            double rowMass = 0;
            double rowSum = 0;
            for (int j = 0; j < columns.count(); j++) {
                double size = rows.width(i) * columns.width(j);
                both.add(mass[i][j] * size, sum[i][j] * size);
                rowMass += mass[i][j] * size;
                rowSum += sum[i][j] * size;
                downMass[j] += mass[i][j] * size;
                downSum[j] += sum[i][j] * size;
            }
            first.add(rowMass, rowSum);
        }
        Moments second = new Moments();
        for (int j = 0; j < columns.count(); j++) {
            second.add(downMass[j], downSum[j]);
        }
        return Math.max(0, both.variance() - first.variance() - second.variance());
    }

    /** Adds up the variance of means, weighted by masses. */
    private static final class Moments {

        private static final double NOTHING = 1e-14;

        private double mass;
        private double sum;
        private double squares;

        void add(double cellMass, double cellSum) {
            if (cellMass > NOTHING) {
                mass += cellMass;
                sum += cellSum;
                squares += cellSum * cellSum / cellMass;
            }
        }

        double variance() {
            return mass > 0 ? Math.max(0, squares - sum * sum / mass) : 0;
        }
    }
}
