import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * One trial of the study in {@code higgs.yaml}: trains a classifier that tells collisions with a Higgs boson from collisions
 * without one, and reports its AUC on validation events after every epoch. Plain Java, nothing but a JDK 17 or newer:
 *
 * <pre>java Higgs.java --model=trees --learning_rate=0.1 --depth=5</pre>
 *
 * <p>The events come from the file named by {@code $HIGGS_DATA}: CSV, also gzipped, with or without a header line, in the layout
 * of the HIGGS data set (label, 21 kinematic features, 7 derived masses; D. Whiteson, UCI Machine Learning Repository, 2014,
 * doi:10.24432/C5V312; the UCI file itself will do). The first {@code --events} events are for training (three quarters) and
 * validation (one quarter), the last {@code --test_events} for testing, or the last ones of {@code $HIGGS_TEST} if that is set.
 * Without {@code $HIGGS_DATA} the events are a TOY, made once by {@link HiggsToy} and kept in {@code data/}.
 *
 * <p>Every result depends on the flags and the events alone, bit for bit: {@code StrictMath}, and one seeded generator.
 */
final class Higgs {

    private static final String USAGE = "--model=trees|net --events --test_events --epochs --seed --learning_rate, for trees: "
            + "--trees --depth --min_leaf --l2 --subsample, for the net: --layers --hidden --batch --weight_decay --dropout, "
            + "or alone: --toy=FILE to write the toy sample";

    private Higgs() {}

    public static void main(String[] args) throws IOException {
        Flags flags = Flags.parse(args);
        String toy = flags.text("toy", "");
        if (!toy.isEmpty()) {
            HiggsToy.write(Path.of(toy), flags.integer("events", HiggsToy.EVENTS), flags.integer("seed", 1));
            return;
        }
        Sample sample = Sample.load(flags.integer("events", 16_000), flags.integer("test_events", 8000));
        int epochs = flags.integer("epochs", 20);
        Model model = model(flags, sample, epochs);
        flags.refuseUnused(USAGE);
        train(sample, model, epochs);
    }

    private static Model model(Flags flags, Sample sample, int epochs) {
        String name = flags.text("model", "trees");
        Random random = new Random(flags.integer("seed", 1));
        return switch (name) {
            case "trees" -> new BoostedTrees(sample, BoostedTrees.Settings.of(flags), epochs, random);
            case "net" -> new NeuralNet(sample, NeuralNet.Settings.of(flags), random);
            default -> throw new IllegalArgumentException("--model must be trees or net but is " + name + ".");
        };
    }

    private static void train(Sample sample, Model model, int epochs) throws IOException {
        Reporter reporter = Reporter.ofEnvironment();
        double valAuc = 0.5;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            model.trainOneEpoch();
            valAuc = Auc.of(model.scores(sample.validation()), sample.validation());
            System.out.printf(Locale.ROOT, "epoch %2d  validation AUC %.4f%n", epoch, valAuc);
            reporter.report(epoch, valAuc);
            if (reporter.shouldPrune()) {
                System.out.println("Stopped: the study pruned this trial.");
                return;
            }
        }
        double testAuc = Auc.of(model.scores(sample.test()), sample.test());
        System.out.println("val_auc: " + valAuc);
        System.out.println("test_auc: " + testAuc + " (" + sample.origin() + ")");
        reporter.finish(valAuc, testAuc);
    }
}

/** What both families of models offer. */
interface Model {
    void trainOneEpoch();

    /** One number per event, higher where a signal is likelier. */
    double[] scores(Events events);
}

/** The command line: {@code --name=value} only; a flag that nobody asks for is an error. */
final class Flags {
    private final Map<String, String> values = new HashMap<>();
    private final List<String> unused = new ArrayList<>();

    static Flags parse(String[] args) {
        Flags flags = new Flags();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Arguments have the form --name=value, which " + arg + " has not.");
            }
            flags.values.put(arg.substring(2, equals), arg.substring(equals + 1));
            flags.unused.add(arg.substring(2, equals));
        }
        return flags;
    }

    String text(String name, String otherwise) {
        unused.remove(name);
        return values.getOrDefault(name, otherwise);
    }

    int integer(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    double number(String name, double otherwise) {
        return Double.parseDouble(text(name, Double.toString(otherwise)));
    }

    void refuseUnused(String usage) {
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("No such flag for this model: --" + unused.get(0) + ".\nMaybe one of " + usage);
        }
    }
}

/** Events as rows: 28 features each, and the label (1 signal, 0 background). */
record Events(float[][] features, byte[] labels) {

    static final int FEATURES = 28;

    int size() {
        return labels.length;
    }

    Events part(int from, int to) {
        return new Events(Arrays.copyOfRange(features, from, to), Arrays.copyOfRange(labels, from, to));
    }

    /** Reads events; {@code where} names their source in messages. */
    static Events parse(List<String> lines, String where) {
        float[][] features = new float[lines.size()][];
        byte[] labels = new byte[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String[] fields = lines.get(i).split(",");
            if (fields.length != FEATURES + 1) {
                throw new IllegalArgumentException("Event " + (i + 1) + " of " + where + " must have a label and " + FEATURES
                        + " features but has " + fields.length + " fields.");
            }
            labels[i] = (byte) label(fields[0], i, where);
            features[i] = new float[FEATURES];
            for (int f = 0; f < FEATURES; f++) {
                features[i][f] = Float.parseFloat(fields[f + 1]);
            }
        }
        return new Events(features, labels);
    }

    private static int label(String field, int event, String where) {
        double label = Double.parseDouble(field);
        if (label != 0 && label != 1) {
            throw new IllegalArgumentException(
                    "The label of event " + (event + 1) + " of " + where + " must be 0 or 1 but is " + field + ".");
        }
        return (int) label;
    }
}

/** The three parts of a data set, and in words where it comes from. */
record Sample(Events training, Events validation, Events test, String origin) {

    /** Larger files are cut once, to the events that are used. */
    private static final long LARGE = 64L << 20;

    static Sample load(int events, int testEvents) throws IOException {
        String data = System.getenv().getOrDefault("HIGGS_DATA", "");
        String testData = System.getenv().getOrDefault("HIGGS_TEST", "");
        boolean toy = data.isEmpty();
        Path file = toy ? HiggsToy.cached() : Path.of(data);
        String origin = toy ? "TOY events, not the real HIGGS data: " + file : "events of " + file;
        System.out.println("data: " + origin);
        List<String> lines = lines(file, events, testEvents);
        List<String> testLines = testData.isEmpty() ? lines : lines(Path.of(testData), 0, testEvents);
        int test = Math.min(testEvents, testData.isEmpty() ? lines.size() / 3 : testLines.size());
        int rest = Math.min(events, testData.isEmpty() ? lines.size() - test : lines.size());
        if (rest < 40 || test < 10) {
            throw new IllegalArgumentException("Too few events in " + file + ": " + lines.size() + ", but 60 are the least.");
        }
        Events front = Events.parse(lines.subList(0, rest), file.toString());
        Events last = Events.parse(testLines.subList(testLines.size() - test, testLines.size()), "the test events");
        int train = rest * 3 / 4;
        return new Sample(front.part(0, train), front.part(train, rest), last, origin);
    }

    /** The first {@code front} and the last {@code back} lines that hold events (all of them if there are fewer). */
    private static List<String> lines(Path file, int front, int back) throws IOException {
        if (Files.size(file) <= LARGE) {
            return ends(file, front, back);
        }
        String name = "higgs-cut-" + file.getFileName() + "-" + Files.size(file) + "-" + front + "-" + back + ".csv";
        Path cut = Cache.file(name, target -> Files.write(target, ends(file, front, back), StandardCharsets.UTF_8));
        return ends(cut, front, back);
    }

    private static List<String> ends(Path file, int front, int back) throws IOException {
        List<String> lines = new ArrayList<>();
        ArrayDeque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = open(file)) {
            String line = reader.readLine();
            if (line != null && isHeader(line)) {
                line = reader.readLine();
            }
            for (; line != null; line = reader.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                if (lines.size() < front) {
                    lines.add(line);
                    continue;
                }
                last.add(line);
                if (last.size() > back) {
                    last.remove();
                }
            }
        }
        lines.addAll(last);
        return lines;
    }

    private static boolean isHeader(String line) {
        try {
            Double.parseDouble(line.split(",", 2)[0]);
            return false;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** A gzip file is known by its first two bytes, whatever its name. */
    private static BufferedReader open(Path file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] magic = bytes.readNBytes(2);
        bytes.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        InputStream text = gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    }
}

/** Files that are made once, in {@code data/} of the working directory. */
final class Cache {

    interface Maker {
        void make(Path target) throws IOException;
    }

    private Cache() {}

    /** Two trials that start at once both make the file; each renames a whole one into place, and the two are equal. */
    static Path file(String name, Maker maker) throws IOException {
        Path file = Path.of("data", name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(name + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
            try {
                maker.make(draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        return file;
    }
}

/** The area under the ROC curve: the share of (signal, background) pairs in the right order, ties counting half. */
final class Auc {
    private Auc() {}

    static double of(double[] scores, Events events) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double pairs = 0;
        long background = 0;
        long signal = 0;
        for (int i = 0; i < order.length; ) {
            int tied = i;
            long signalHere = 0;
            while (tied < order.length && scores[order[tied]] == scores[order[i]]) {
                signalHere += events.labels()[order[tied++]];
            }
            if (tied == i) {
                return Double.NaN;
            }
            long backgroundHere = tied - i - signalHere;
            pairs += signalHere * (background + 0.5 * backgroundHere);
            background += backgroundHere;
            signal += signalHere;
            i = tied;
        }
        return pairs / ((double) signal * background);
    }
}

/** Tells Trialog: one JSON object per line, see {@code toolkit/docs/trial-protocol.md}. Silent outside of a study. */
final class Reporter {
    private final Path report;
    private final Path stop;
    private long seq;

    private Reporter(Path report, Path stop, long seq) {
        this.report = report;
        this.stop = stop;
        this.seq = seq;
    }

    static Reporter ofEnvironment() throws IOException {
        String report = System.getenv("TRIALOG_REPORT");
        String stop = System.getenv("TRIALOG_PRUNE");
        Path file = report == null ? null : Path.of(report);
        long lines = file != null && Files.exists(file) ? Files.readAllLines(file).size() : 0;
        return new Reporter(file, stop == null ? null : Path.of(stop), lines);
    }

    void report(int step, double valAuc) throws IOException {
        append("\"step\":" + step + ",\"values\":{\"val_auc\":" + json(valAuc) + "}");
    }

    void finish(double valAuc, double testAuc) throws IOException {
        append("\"final\":{\"val_auc\":" + json(valAuc) + ",\"test_auc\":" + json(testAuc) + "}");
    }

    boolean shouldPrune() {
        return stop != null && Files.exists(stop);
    }

    private void append(String fields) throws IOException {
        if (report != null) {
            String line = "{\"seq\":" + seq++ + "," + fields + "}\n";
            Files.writeString(report, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String json(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }
}

/**
 * Gradient-boosted trees for the logistic loss, with histograms of 64 quantile bins per feature (as in LightGBM, G. Ke et al.,
 * NIPS 2017; gain and leaf values as in XGBoost, T. Chen and C. Guestrin, KDD 2016, equations 5 and 7). The trees are shared
 * evenly among the epochs.
 */
final class BoostedTrees implements Model {

    record Settings(double learningRate, int trees, int depth, int minLeaf, double l2, double subsample) {
        static Settings of(Flags flags) {
            return new Settings(
                    flags.number("learning_rate", 0.1),
                    flags.integer("trees", 100),
                    flags.integer("depth", 5),
                    flags.integer("min_leaf", 20),
                    flags.number("l2", 1),
                    flags.number("subsample", 1));
        }
    }

    private static final int BINS = 64;

    private final Settings settings;
    private final Random random;
    private final int epochs;
    private final byte[] labels;
    private final float[][] cuts = new float[Events.FEATURES][];
    private final byte[][] bins;
    private final double[] score;
    private final double[] gradient;
    private final double[] hessian;
    private final double[] sumG = new double[BINS];
    private final double[] sumH = new double[BINS];
    private final int[] count = new int[BINS];
    private final List<Node> trees = new ArrayList<>();
    private final Map<Events, Scored> scored = new HashMap<>();
    private int epoch;

    BoostedTrees(Sample sample, Settings settings, int epochs, Random random) {
        this.settings = settings;
        this.epochs = epochs;
        this.random = random;
        Events training = sample.training();
        this.labels = training.labels();
        for (int f = 0; f < cuts.length; f++) {
            cuts[f] = quantiles(training, f);
        }
        this.bins = binned(training);
        this.score = new double[labels.length];
        this.gradient = new double[labels.length];
        this.hessian = new double[labels.length];
    }

    /** A leaf has no children; an event goes to {@code low} if its bin is at most {@code bin}. */
    private record Node(int feature, int bin, Node low, Node high, double value) {
        static Node leaf(double value) {
            return new Node(0, 0, null, null, value);
        }

        double valueFor(byte[][] bins, int event) {
            Node node = this;
            while (node.low != null) {
                node = bins[node.feature][event] <= node.bin ? node.low : node.high;
            }
            return node.value;
        }
    }

    /** Scores of some events, and after how many trees. */
    private static final class Scored {
        private final byte[][] bins;
        private final double[] scores;
        private int trees;

        Scored(byte[][] bins) {
            this.bins = bins;
            this.scores = new double[bins[0].length];
        }
    }

    private record Split(int feature, int bin, double gain) {}

    @Override
    public void trainOneEpoch() {
        epoch++;
        while (trees.size() < (long) settings.trees * epoch / epochs) {
            boost();
        }
    }

    @Override
    public double[] scores(Events events) {
        Scored known = scored.computeIfAbsent(events, e -> new Scored(binned(e)));
        for (; known.trees < trees.size(); known.trees++) {
            addTree(trees.get(known.trees), known.bins, known.scores);
        }
        return known.scores;
    }

    private void boost() {
        int[] rows = new int[labels.length];
        int taken = 0;
        for (int i = 0; i < labels.length; i++) {
            double p = 1 / (1 + StrictMath.exp(-score[i]));
            gradient[i] = p - labels[i];
            hessian[i] = p * (1 - p);
            if (random.nextDouble() < settings.subsample) {
                rows[taken++] = i;
            }
        }
        Node tree = grow(rows, 0, taken, 0);
        trees.add(tree);
        addTree(tree, bins, score);
    }

    private static void addTree(Node tree, byte[][] bins, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += tree.valueFor(bins, i);
        }
    }

    private Node grow(int[] rows, int from, int to, int depth) {
        double g = 0;
        double h = 0;
        for (int i = from; i < to; i++) {
            g += gradient[rows[i]];
            h += hessian[rows[i]];
        }
        Split split = depth < settings.depth ? bestSplit(rows, from, to, g, h) : null;
        if (split == null) {
            return Node.leaf(to == from ? 0 : -settings.learningRate * g / (h + settings.l2));
        }
        int middle = partition(rows, from, to, split);
        Node low = grow(rows, from, middle, depth + 1);
        Node high = grow(rows, middle, to, depth + 1);
        return new Node(split.feature, split.bin, low, high, 0);
    }

    private Split bestSplit(int[] rows, int from, int to, double g, double h) {
        Split best = null;
        if (to - from < 2 * settings.minLeaf) {
            return null;
        }
        for (int f = 0; f < cuts.length; f++) {
            fillHistogram(bins[f], rows, from, to);
            best = bestOf(f, to - from, g, h, best);
        }
        return best;
    }

    private void fillHistogram(byte[] bin, int[] rows, int from, int to) {
        Arrays.fill(sumG, 0);
        Arrays.fill(sumH, 0);
        Arrays.fill(count, 0);
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int b = bin[row];
            sumG[b] += gradient[row];
            sumH[b] += hessian[row];
            count[b]++;
        }
    }

    private Split bestOf(int feature, int total, double g, double h, Split best) {
        double l2 = settings.l2;
        double lowG = 0;
        double lowH = 0;
        int low = 0;
        Split winner = best;
        for (int b = 0; b < cuts[feature].length; b++) {
            lowG += sumG[b];
            lowH += sumH[b];
            low += count[b];
            if (low < settings.minLeaf || total - low < settings.minLeaf) {
                continue;
            }
            double highG = g - lowG;
            double gain = lowG * lowG / (lowH + l2) + highG * highG / (h - lowH + l2) - g * g / (h + l2);
            if (gain > (winner == null ? 1e-9 : winner.gain)) {
                winner = new Split(feature, b, gain);
            }
        }
        return winner;
    }

    /** Puts the rows of the low side first; the order within a side is of no matter but always the same. */
    private int partition(int[] rows, int from, int to, Split split) {
        byte[] bin = bins[split.feature];
        int middle = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (bin[row] <= split.bin) {
                rows[i] = rows[middle];
                rows[middle++] = row;
            }
        }
        return middle;
    }

    private static float[] quantiles(Events events, int feature) {
        float[] sorted = new float[events.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = events.features()[i][feature];
        }
        Arrays.sort(sorted);
        float[] cuts = new float[BINS - 1];
        int n = 0;
        for (int b = 1; b < BINS; b++) {
            float cut = sorted[(int) ((long) sorted.length * b / BINS)];
            if (cut > sorted[0] && (n == 0 || cut > cuts[n - 1])) {
                cuts[n++] = cut;
            }
        }
        return Arrays.copyOf(cuts, n);
    }

    /** The bin of a value is the number of cuts that are not above it. */
    private byte[][] binned(Events events) {
        byte[][] result = new byte[cuts.length][events.size()];
        for (int f = 0; f < cuts.length; f++) {
            for (int i = 0; i < events.size(); i++) {
                int at = Arrays.binarySearch(cuts[f], events.features()[i][f]);
                result[f][i] = (byte) (at >= 0 ? at + 1 : -at - 1);
            }
        }
        return result;
    }
}

/**
 * A multilayer perceptron: leaky rectified units, dropout (N. Srivastava et al., JMLR 15, 2014), the logistic loss, and Adam with
 * decoupled weight decay (I. Loshchilov and F. Hutter, ICLR 2019). Inputs are standardised with the training events.
 */
final class NeuralNet implements Model {

    record Settings(double learningRate, int layers, int hidden, int batch, double weightDecay, double dropout) {
        static Settings of(Flags flags) {
            return new Settings(
                    flags.number("learning_rate", 0.003),
                    flags.integer("layers", 2),
                    flags.integer("hidden", 32),
                    flags.integer("batch", 64),
                    flags.number("weight_decay", 1e-4),
                    flags.number("dropout", 0.1));
        }
    }

    /** The slope of a unit below zero, without which a high learning rate leaves dead units only. */
    private static final float LEAK = 0.01f;

    private final Settings settings;
    private final Random random;
    private final byte[] labels;
    private final float[] mean = new float[Events.FEATURES];
    private final float[] deviation = new float[Events.FEATURES];
    private final float[][] inputs;
    private final int[] order;
    private final Layer[] layers;
    private final float keep;
    private int updates;

    NeuralNet(Sample sample, Settings settings, Random random) {
        this.settings = settings;
        this.random = random;
        this.keep = (float) (1 / (1 - settings.dropout));
        Events training = sample.training();
        this.labels = training.labels();
        measure(training);
        this.inputs = standardised(training);
        this.order = new int[labels.length];
        Arrays.setAll(order, i -> i);
        this.layers = new Layer[settings.layers + 1];
        for (int l = 0; l < layers.length; l++) {
            int in = l == 0 ? Events.FEATURES : settings.hidden;
            layers[l] = new Layer(in, l == settings.layers ? 1 : settings.hidden, random);
        }
    }

    @Override
    public void trainOneEpoch() {
        shuffle();
        for (int from = 0; from < order.length; from += settings.batch) {
            int to = Math.min(from + settings.batch, order.length);
            for (int i = from; i < to; i++) {
                learn(inputs[order[i]], labels[order[i]], 1f / (to - from));
            }
            updates++;
            for (Layer layer : layers) {
                layer.update(settings, updates);
            }
        }
    }

    @Override
    public double[] scores(Events events) {
        float[][] rows = standardised(events);
        double[] scores = new double[rows.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = forward(rows[i], false);
        }
        return scores;
    }

    private void learn(float[] input, int label, float weight) {
        float score = forward(input, true);
        float[] error = {(float) (1 / (1 + StrictMath.exp(-score)) - label) * weight};
        for (int l = layers.length - 1; l >= 0; l--) {
            error = layers[l].backward(error, l > 0 ? keep : 0);
        }
    }

    private float forward(float[] input, boolean training) {
        float[] values = input;
        for (int l = 0; l < layers.length; l++) {
            values = layers[l].forward(values);
            if (l < layers.length - 1) {
                rectify(values, training && settings.dropout > 0);
            }
        }
        return values[0];
    }

    private void rectify(float[] values, boolean training) {
        for (int j = 0; j < values.length; j++) {
            boolean drop = training && random.nextFloat() < settings.dropout;
            float value = values[j] > 0 ? values[j] : LEAK * values[j];
            values[j] = drop ? 0 : training ? value * keep : value;
        }
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    private void measure(Events events) {
        for (int f = 0; f < mean.length; f++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : events.features()) {
                sum += row[f];
                squares += (double) row[f] * row[f];
            }
            double m = sum / events.size();
            mean[f] = (float) m;
            deviation[f] = (float) Math.sqrt(Math.max(squares / events.size() - m * m, 1e-12));
        }
    }

    /** Tails are cut at five standard deviations: a single event must not rule a batch. */
    private float[][] standardised(Events events) {
        float[][] rows = new float[events.size()][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < mean.length; f++) {
                float z = (events.features()[i][f] - mean[f]) / deviation[f];
                rows[i][f] = Math.max(-5, Math.min(5, z));
            }
        }
        return rows;
    }

    /** Weights of input i stand together, so that the inner loops run over outputs and the compiler makes vectors of them. */
    private static final class Layer {
        private final float[][] weight;
        private final float[][] gradient;
        private final float[][] first;
        private final float[][] second;
        private final float[] output;
        private float[] input = {};

        Layer(int in, int out, Random random) {
            weight = new float[in + 1][out];
            gradient = new float[in + 1][out];
            first = new float[in + 1][out];
            second = new float[in + 1][out];
            output = new float[out];
            double scale = Math.sqrt(2.0 / in);
            for (int i = 0; i < in; i++) {
                for (int j = 0; j < out; j++) {
                    weight[i][j] = (float) (random.nextGaussian() * scale);
                }
            }
        }

        float[] forward(float[] values) {
            input = values;
            System.arraycopy(weight[values.length], 0, output, 0, output.length);
            for (int i = 0; i < values.length; i++) {
                if (values[i] != 0) {
                    addScaled(output, weight[i], values[i]);
                }
            }
            return output;
        }

        /** Adds to the gradient; the result is the error of the input (none for factor 0), whose zeros are units that dropped. */
        float[] backward(float[] error, float factor) {
            addScaled(gradient[input.length], error, 1);
            float[] result = new float[factor > 0 ? input.length : 0];
            for (int i = 0; i < input.length; i++) {
                if (input[i] != 0) {
                    addScaled(gradient[i], error, input[i]);
                    if (factor > 0) {
                        result[i] = (input[i] > 0 ? factor : LEAK * factor) * dot(weight[i], error);
                    }
                }
            }
            return result;
        }

        private static void addScaled(float[] target, float[] values, float factor) {
            for (int j = 0; j < target.length; j++) {
                target[j] += factor * values[j];
            }
        }

        private static float dot(float[] a, float[] b) {
            float sum = 0;
            for (int j = 0; j < a.length; j++) {
                sum += a[j] * b[j];
            }
            return sum;
        }

        void update(Settings settings, int updates) {
            double rate = settings.learningRate;
            float step = (float) (rate * Math.sqrt(1 - StrictMath.pow(0.999, updates)) / (1 - StrictMath.pow(0.9, updates)));
            for (int i = 0; i < weight.length; i++) {
                boolean bias = i == weight.length - 1;
                float shrink = bias ? 1 : (float) (1 - rate * settings.weightDecay);
                adam(weight[i], gradient[i], first[i], second[i], step, shrink);
            }
        }

        private static void adam(float[] w, float[] g, float[] m, float[] v, float step, float shrink) {
            for (int j = 0; j < w.length; j++) {
                m[j] = 0.9f * m[j] + 0.1f * g[j];
                v[j] = 0.999f * v[j] + 0.001f * g[j] * g[j];
                w[j] = shrink * w[j] - step * m[j] / ((float) Math.sqrt(v[j]) + 1e-8f);
                g[j] = 0;
            }
        }
    }
}

/**
 * A TOY Monte Carlo of collisions in the layout of the HIGGS data set, for use where the real events are not at hand. It is
 * no simulation of a detector and no substitute for the data of doi:10.24432/C5V312, only a task of the same kind.
 *
 * <p>Both processes end in one lepton, one neutrino, two b quarks and two light quarks:
 *
 * <ul>
 *   <li>signal (53 %): a heavy Higgs boson of 425 GeV decays to W and a charged Higgs boson of 325 GeV, this one to W and a light
 *       Higgs boson of 125 GeV, which becomes a pair of b quarks;
 *   <li>background: a pair of top quarks of 172.5 GeV, each of which decays to W and b, with nothing in between.
 * </ul>
 *
 * All decays are isotropic in the rest frame, masses follow truncated Breit-Wigner curves. In a third of the events a jet of
 * radiation joins the four. Jets are smeared by 100 %/sqrt(E) and 10 % in energy and 0.03 in angle, leptons by 2 %, the missing
 * momentum by 12 GeV per component. Kept are events with a lepton and four jets above 20 GeV within |eta| &lt; 2.5.
 *
 * <p>Units: momenta in 60 GeV, angles phi in pi/sqrt(3) (deviation 1), b-tag 0, 1 or 2; masses in the value at which the signal or the
 * background peaks if everything is found: m_jj and m_lv 80.4 GeV, m_jjj and m_jlv 172.5, m_bb 125, m_wbb 325, m_wwbb 425.
 */
final class HiggsToy {

    static final int EVENTS = 24_000;

    static final String HEADER = "signal,lepton_pt,lepton_eta,lepton_phi,missing_energy_magnitude,missing_energy_phi,"
            + "jet1_pt,jet1_eta,jet1_phi,jet1_btag,jet2_pt,jet2_eta,jet2_phi,jet2_btag,jet3_pt,jet3_eta,jet3_phi,jet3_btag,"
            + "jet4_pt,jet4_eta,jet4_phi,jet4_btag,m_jj,m_jjj,m_lv,m_jlv,m_bb,m_wbb,m_wwbb";

    private static final double M_W = 80.4;
    private static final double M_TOP = 172.5;
    private static final double M_LIGHT = 125;
    private static final double M_CHARGED = 325;
    private static final double M_HEAVY = 425;
    private static final double UNIT_PT = 60;
    private static final double UNIT_PHI = StrictMath.PI / Math.sqrt(3);

    private final Random random;

    private HiggsToy(long seed) {
        this.random = new Random(seed);
    }

    /** The sample that trials use, made if it is not there yet. */
    static Path cached() throws IOException {
        return Cache.file("higgs-TOY-v1-" + EVENTS + ".csv", target -> write(target, EVENTS, 1));
    }

    /** Writes a sample; the bytes depend on the two numbers alone. */
    static void write(Path file, int events, long seed) throws IOException {
        HiggsToy toy = new HiggsToy(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write(HEADER + "\n");
            for (int i = 0; i < events; i++) {
                boolean signal = toy.random.nextDouble() < 0.53;
                out.write(line(signal, toy.event(signal)) + "\n");
            }
        }
    }

    /** Thousandths, by integers: the same text everywhere, and much faster than a format. */
    private static String line(boolean signal, double[] features) {
        StringBuilder line = new StringBuilder(signal ? "1" : "0");
        for (double feature : features) {
            long thousandths = Math.round(feature * 1000);
            String digits = Long.toString(1000 + Math.abs(thousandths) % 1000).substring(1);
            line.append(thousandths < 0 ? ",-" : ",").append(Math.abs(thousandths) / 1000).append('.').append(digits);
        }
        return line.toString();
    }

    private double[] event(boolean signal) {
        while (true) {
            Particles truth = signal ? signal() : background();
            double[] features = measured(truth);
            if (features != null) {
                return features;
            }
        }
    }

    /** What a collision leaves: W bosons decay to lepton and neutrino, and to two light quarks; two b quarks. */
    private record Particles(Vector lepton, Vector neutrino, Vector light1, Vector light2, Vector b1, Vector b2) {}

    /** A jet and its b-tag. */
    private record Jet(Vector momentum, int tag) {}

    private Particles signal() {
        Vector heavy = moving(mass(M_HEAVY, 6));
        double charged = mass(M_CHARGED, 5);
        Vector[] first = decay(heavy, mass(M_W, 2.1), charged);
        Vector[] second = decay(first[1], mass(M_W, 2.1), M_LIGHT);
        Vector[] b = decay(second[1], 4.7, 4.7);
        boolean leptonFirst = random.nextBoolean();
        return particles(leptonFirst ? first[0] : second[0], leptonFirst ? second[0] : first[0], b);
    }

    private Particles background() {
        double above = -70 * StrictMath.log((1 - random.nextDouble()) * (1 - random.nextDouble()));
        double top1 = mass(M_TOP, 1.4);
        double top2 = mass(M_TOP, 1.4);
        Vector[] tops = decay(moving(top1 + top2 + above), top1, top2);
        Vector[] first = decay(tops[0], mass(M_W, 2.1), 4.7);
        Vector[] second = decay(tops[1], mass(M_W, 2.1), 4.7);
        return particles(first[0], second[0], new Vector[] {first[1], second[1]});
    }

    private Particles particles(Vector leptonic, Vector hadronic, Vector[] b) {
        Vector[] leptons = decay(leptonic, 0, 0);
        Vector[] quarks = decay(hadronic, 0, 0);
        return new Particles(leptons[0], leptons[1], quarks[0], quarks[1], b[0], b[1]);
    }

    /** The features, or null if the event does not pass the selection. */
    private double[] measured(Particles truth) {
        Vector lepton = truth.lepton.scaled(1 + 0.02 * random.nextGaussian());
        List<Jet> jets = jets(truth);
        if (!lepton.seen() || jets.size() < 4) {
            return null;
        }
        double missX = truth.neutrino.x() + 12 * random.nextGaussian();
        double missY = truth.neutrino.y() + 12 * random.nextGaussian();
        double[] features = new double[Events.FEATURES];
        int n = put(features, 0, lepton);
        features[n++] = Math.sqrt(missX * missX + missY * missY) / UNIT_PT;
        features[n++] = StrictMath.atan2(missY, missX) / UNIT_PHI;
        for (Jet jet : jets.subList(0, 4)) {
            n = put(features, n, jet.momentum);
            features[n++] = jet.tag;
        }
        putMasses(features, n, lepton, neutrino(lepton, missX, missY), jets.subList(0, 4));
        return features;
    }

    private static int put(double[] features, int from, Vector vector) {
        features[from] = vector.pt() / UNIT_PT;
        features[from + 1] = vector.eta();
        features[from + 2] = vector.phi() / UNIT_PHI;
        return from + 3;
    }

    private List<Jet> jets(Particles truth) {
        List<Jet> jets = new ArrayList<>();
        jets.add(new Jet(smeared(truth.b1), tag(0.3, 0.5)));
        jets.add(new Jet(smeared(truth.b2), tag(0.3, 0.5)));
        jets.add(new Jet(smeared(truth.light1), tag(0.85, 0.97)));
        jets.add(new Jet(smeared(truth.light2), tag(0.85, 0.97)));
        if (random.nextInt(3) == 0) {
            double pt = 20 - 30 * StrictMath.log(1 - random.nextDouble());
            double phi = 2 * StrictMath.PI * random.nextDouble();
            double eta = 4 * random.nextDouble() - 2;
            Vector radiation = Vector.of(0, pt * StrictMath.cos(phi), pt * StrictMath.sin(phi), pt * StrictMath.sinh(eta));
            jets.add(new Jet(radiation, tag(0.85, 0.97)));
        }
        jets.removeIf(jet -> !jet.momentum.seen());
        jets.sort((a, b) -> Double.compare(b.momentum.pt(), a.momentum.pt()));
        return jets;
    }

    private int tag(double untagged, double loose) {
        double u = random.nextDouble();
        return u < untagged ? 0 : u < loose ? 1 : 2;
    }

    private Vector smeared(Vector quark) {
        double relative = Math.sqrt(1.0 / Math.max(quark.e(), 1) + 0.01);
        Vector jet = quark.scaled(Math.max(0.1, 1 + relative * random.nextGaussian()));
        double size = 0.03 * jet.momentum();
        return Vector.of(
                quark.mass(),
                jet.x() + size * random.nextGaussian(),
                jet.y() + size * random.nextGaussian(),
                jet.z() + size * random.nextGaussian());
    }

    /** The momentum along the beam makes lepton and neutrino a W boson; where that is impossible the nearest value is taken. */
    private static Vector neutrino(Vector lepton, double x, double y) {
        double a = M_W * M_W / 2 + lepton.x() * x + lepton.y() * y;
        double pt2 = lepton.pt() * lepton.pt();
        double under = a * a - pt2 * (x * x + y * y);
        double middle = a * lepton.z() / pt2;
        double root = lepton.e() / pt2 * Math.sqrt(Math.max(0, under));
        return Vector.of(0, x, y, lepton.z() > 0 ? middle - root : middle + root);
    }

    /** The two jets with the highest tags (the harder ones if equal) count as b, the other two as the W boson. */
    private static void putMasses(double[] features, int from, Vector lepton, Vector neutrino, List<Jet> jets) {
        List<Jet> byTag = new ArrayList<>(jets);
        byTag.sort((a, b) -> Integer.compare(b.tag, a.tag));
        Vector b1 = byTag.get(0).momentum;
        Vector b2 = byTag.get(1).momentum;
        Vector quarks = byTag.get(2).momentum.plus(byTag.get(3).momentum);
        Vector leptons = lepton.plus(neutrino);
        Vector pair = b1.plus(b2);
        boolean straight = off(quarks.plus(b1), leptons.plus(b2)) <= off(quarks.plus(b2), leptons.plus(b1));
        double wbb1 = quarks.plus(pair).mass();
        double wbb2 = leptons.plus(pair).mass();
        features[from] = quarks.mass() / M_W;
        features[from + 1] = quarks.plus(straight ? b1 : b2).mass() / M_TOP;
        features[from + 2] = leptons.mass() / M_W;
        features[from + 3] = leptons.plus(straight ? b2 : b1).mass() / M_TOP;
        features[from + 4] = pair.mass() / M_LIGHT;
        features[from + 5] = (Math.abs(wbb1 - M_CHARGED) <= Math.abs(wbb2 - M_CHARGED) ? wbb1 : wbb2) / M_CHARGED;
        features[from + 6] = quarks.plus(leptons).plus(pair).mass() / M_HEAVY;
    }

    private static double off(Vector top1, Vector top2) {
        return Math.abs(top1.mass() - M_TOP) + Math.abs(top2.mass() - M_TOP);
    }

    /** A Breit-Wigner mass, cut at six widths to either side. */
    private double mass(double peak, double width) {
        double edge = StrictMath.atan(12);
        return peak + width / 2 * StrictMath.tan((2 * random.nextDouble() - 1) * edge);
    }

    /** Made by two gluons: some transverse momentum, a rapidity around zero. */
    private Vector moving(double mass) {
        double pt = -40 * StrictMath.log(1 - random.nextDouble());
        double phi = 2 * StrictMath.PI * random.nextDouble();
        double z = Math.sqrt(mass * mass + pt * pt) * StrictMath.sinh(0.9 * random.nextGaussian());
        return Vector.of(mass, pt * StrictMath.cos(phi), pt * StrictMath.sin(phi), z);
    }

    private Vector[] decay(Vector parent, double mass1, double mass2) {
        double m = parent.mass();
        double e1 = (m * m + mass1 * mass1 - mass2 * mass2) / (2 * m);
        double p = Math.sqrt(Math.max(0, e1 * e1 - mass1 * mass1));
        double cos = 2 * random.nextDouble() - 1;
        double sin = Math.sqrt(1 - cos * cos);
        double phi = 2 * StrictMath.PI * random.nextDouble();
        Vector one = Vector.of(mass1, p * sin * StrictMath.cos(phi), p * sin * StrictMath.sin(phi), p * cos);
        Vector two = Vector.of(mass2, -one.x(), -one.y(), -one.z());
        return new Vector[] {one.boosted(parent), two.boosted(parent)};
    }
}

/** Energy and momentum, in GeV. */
record Vector(double e, double x, double y, double z) {

    static Vector of(double mass, double x, double y, double z) {
        return new Vector(Math.sqrt(mass * mass + x * x + y * y + z * z), x, y, z);
    }

    Vector plus(Vector o) {
        return new Vector(e + o.e, x + o.x, y + o.y, z + o.z);
    }

    Vector scaled(double factor) {
        return new Vector(e * factor, x * factor, y * factor, z * factor);
    }

    double pt() {
        return Math.sqrt(x * x + y * y);
    }

    double momentum() {
        return Math.sqrt(x * x + y * y + z * z);
    }

    double phi() {
        return StrictMath.atan2(y, x);
    }

    double eta() {
        double sinh = z / Math.max(pt(), 1e-9);
        return sinh < 0 ? -StrictMath.log(-sinh + Math.sqrt(sinh * sinh + 1)) : StrictMath.log(sinh + Math.sqrt(sinh * sinh + 1));
    }

    double mass() {
        return Math.sqrt(Math.max(0, e * e - x * x - y * y - z * z));
    }

    /** Within reach of the detector. */
    boolean seen() {
        return pt() > 20 && Math.abs(eta()) < 2.5;
    }

    /** From the rest frame of the parent to the frame in which the parent is seen. */
    Vector boosted(Vector parent) {
        double m = parent.mass();
        double along = (x * parent.x + y * parent.y + z * parent.z) / m;
        double factor = along / (parent.e + m) + e / m;
        return new Vector(
                (parent.e * e) / m + along, x + parent.x * factor, y + parent.y * factor, z + parent.z * factor);
    }
}
