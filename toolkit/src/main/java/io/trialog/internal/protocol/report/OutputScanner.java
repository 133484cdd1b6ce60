package io.trialog.internal.protocol.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows what a program prints and finds values in it ({@link PrintedLine}), without any change to the program.
 *
 * <p>Values with a step on the same line are intermediate values at once. Lines with the objective but without any step
 * become intermediate values 0, 1, 2, ... as soon as there is a second one: a single one is the final value only. Where
 * steps are printed, lines without a step are never intermediate. Of a line longer than {@value #CONSIDERED} bytes only
 * the beginning counts; a carriage return ends a line. Not thread-safe.
 */
final class OutputScanner {

    /** How much of a line is considered, in bytes. */
    public static final int CONSIDERED = 1 << 16;

    /**
     * The last values of each kind that were printed.
     *
     * @param marker behind OPTUNA_SCORE
     * @param best behind {@code Best validation score}
     * @param custom found by the study's patterns
     * @param metrics behind the names of metrics
     * @param summary in the summary of W&amp;B's client
     */
    public record Printed(
            @Nullable Double marker,
            @Nullable Double best,
            PrintedLine.@Nullable Custom custom,
            Map<String, Double> metrics,
            Map<String, Double> summary) {}

    /** How many names are kept of what a program prints, where every name counts. */
    private static final int MOST_METRICS = 200;

    private final LineTail tail;
    private final PrintedLine rules;
    private final String metric;
    private final long base;
    private final Sequences seen;
    private final NearMisses misses;
    private final boolean keepsAll;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final WandbSummary summary = new WandbSummary();
    private @Nullable Double marker;
    private @Nullable Double best;
    private PrintedLine.@Nullable Custom custom;
    private boolean steps;
    private long unstepped;
    private ReportLine.@Nullable Step first;

    /**
     * A scanner of {@code file}, which need not exist yet.
     *
     * @param base {@link ReportLine#PRINTED} or {@link ReportLine#PRINTED_AS_ERROR}
     * @param seen what was ingested before
     * @param misses is told what came near
     */
    OutputScanner(Path file, long base, OutputRules rules, Sequences seen, NearMisses misses) {
        this.misses = misses;
        this.tail = new LineTail(file, CONSIDERED, true);
        this.rules = new PrintedLine(rules);
        this.metric = rules.metric();
        this.keepsAll = rules.success();
        this.base = base;
        this.seen = seen;
    }

    /** The next intermediate values, from at most {@code count} lines of output; {@code ended} as in {@link ReportReader}. */
    public ReportReader.Batch read(int count, boolean ended) throws IOException {
        List<ReportLine> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (LineTail.Line line : tail.read(count, ended)) {
            try {
                PrintedLine.Found values = rules.find(line.text());
                summary.take(PrintedLine.plain(line.text()));
                misses.wandb(summary.isThere());
                misses.printed(line.text(), values);
                if (values != null) {
                    note(values);
                    intermediate(line.offset(), values, found);
                }
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(tail.file(), line.offset(), String.valueOf(e.getMessage())));
            }
        }
        int all = found.size();
        found.removeIf(line -> !seen.add(line.seq()));
        return new ReportReader.Batch(found, problems, all - found.size(), tail.hasMore());
    }

    /** What was printed last, up to the last line that was read. */
    public Printed printed() {
        return new Printed(marker, best, custom, Map.copyOf(metrics), summary.values());
    }

    private void note(PrintedLine.Found found) {
        marker = found.marker() == null ? marker : found.marker();
        best = found.best() == null ? best : found.best();
        custom = found.custom() == null ? custom : found.custom();
        if (!keepsAll || metrics.size() < MOST_METRICS) {
            metrics.putAll(found.metrics());
        } else {
            found.metrics().forEach((name, value) -> metrics.computeIfPresent(name, (key, old) -> value));
        }
    }

    private void intermediate(long offset, PrintedLine.Found found, List<ReportLine> lines) {
        Map<String, Double> values = new LinkedHashMap<>(found.metrics());
        PrintedLine.Custom own = found.custom();
        if (own != null) {
            values.putIfAbsent(metric, own.value());
        }
        if (values.isEmpty()) {
            return;
        }
        Long step = found.step();
        if (step != null) {
            steps = true;
            lines.add(new ReportLine.Step(base + offset, step, values, true));
        } else if (!steps && values.containsKey(metric)) {
            counted(new ReportLine.Step(base + offset, unstepped++, values, true), lines);
        }
    }

    private void counted(ReportLine.Step line, List<ReportLine> lines) {
        if (line.step() == 0) {
            first = line;
            return;
        }
        if (first != null) {
            lines.add(first);
            first = null;
        }
        lines.add(line);
    }
}
