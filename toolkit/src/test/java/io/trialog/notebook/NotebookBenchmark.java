package io.trialog.notebook;

import io.trialog.TrialTable;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.TrialStory;
import io.trialog.internal.report.Reports;
import io.trialog.plot.PlotKind;
import io.trialog.plot.Plots;
import io.trialog.status.Session;
import io.trialog.status.Stage;
import io.trialog.status.StudyProgress;
import io.trialog.study.Budget;
import io.trialog.study.StudyView;
import io.trialog.testing.Browser;
import io.trialog.testing.SampleStudies;
import io.trialog.trial.TrialOutput;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * How long a notebook waits: {@code NotebookBenchmark TRIALS} draws the card of a study with so many trials, its table and its
 * plots, each for the first time in this JVM and then until it is warm;
 * {@code NotebookBenchmark TRIALS FILE} writes the report and opens it in headless Chromium. A program of {@code toolkit/benchmarks/notebook.sh}.
 */
final class NotebookBenchmark {

    private static final int ROUNDS = 41;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StudyView view;
    private final Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private NotebookBenchmark(int trials) {
        this.view = SampleStudies.of(trials, 5);
    }

    public static void main(String[] args) throws Exception {
        NotebookBenchmark benchmark = new NotebookBenchmark(Integer.parseInt(args[0]));
        if (args.length > 1) {
            benchmark.open(Path.of(args[1]));
        } else {
            benchmark.measure();
        }
    }

    /** From the beginning of the navigation to the second frame after the page was drawn, as the page itself tells. */
    private void open(Path file) throws Exception {
        Reports.write(view, now, file);
        String ready = "document.documentElement?.dataset.ready";
        try (Browser browser = new Browser()) {
            for (int i = 0; i < 5; i++) {
                browser.open(file, 1000, ready + " !== undefined");
                System.out.printf(
                        Locale.ROOT,
                        "%5d trials | report, %.1f MB | drawn after %s ms%n",
                        view.trialCount(),
                        Files.size(file) / 1e6,
                        browser.evaluate(ready));
            }
        }
    }

    private void measure() {
        time("card with its chart", () -> bytes(card(HistoryChart.image(view))));
        time("the chart alone", () -> HistoryChart.image(view).length());
        String chart = HistoryChart.image(view);
        time("card whose chart stays", () -> bytes(card(chart)));
        time("table", () -> bytes(TableHtml.of(TrialTable.of(view, view.trials()))));
        time("page of a trial", () -> bytes(StoryHtml.of(story())));
        time(
                "figures in a frame",
                () -> bytes(NotebookDisplay.frame(Plots.of(view).interactive())));
        for (PlotKind kind : PlotKind.values()) {
            time(kind + " as PNG", () -> kind.of(Plots.of(view)).png().length);
            time(kind + " as SVG", () -> kind.of(Plots.of(view)).svg().length());
        }
    }

    /** Without what the log tells, which a view does not have. */
    private TrialStory story() {
        TrialOutput output = new TrialOutput(3, 1, "epoch 1\n".repeat(20), "", List.of());
        return new TrialStory(view, view.trial(3), view.best(), null, output, now);
    }

    private Bundle card(String chart) {
        Session session = Session.begin(Budget.trials(view.trialCount() + 10), now.minusSeconds(60), 0);
        StudyProgress progress = new StudyProgress(
                "benchmark", view, Stage.RUNNING, session, ClusterJobs.running(view), now, List.of(), 0);
        return CardHtml.of(progress, chart, ZoneOffset.UTC);
    }

    private static int bytes(Bundle bundle) {
        return bundle.data().values().stream().mapToInt(String::length).sum();
    }

    /**
     * The first time, and the medians of the last half of the others: on the wall, and of this thread's CPU time, which other
     * work on the machine disturbs less.
     */
    private void time(String what, IntSupplier work) {
        double[] millis = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        int size = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            long cpuBegin = THREADS.getCurrentThreadCpuTime();
            size = work.getAsInt();
            cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuBegin) / 1e6;
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        System.out.printf(
                Locale.ROOT,
                "%5d trials | %-26s | first %6.0f ms | warm %6.1f ms, CPU %6.1f ms | %6.1f kB%n",
                view.trialCount(),
                what,
                millis[0],
                warm(millis),
                warm(cpu),
                size / 1e3);
    }

    private static double warm(double[] times) {
        double[] late = Arrays.copyOfRange(times, ROUNDS / 2, ROUNDS);
        Arrays.sort(late);
        return late[late.length / 2];
    }
}
