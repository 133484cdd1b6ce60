package io.trialog.benchmarks;

import io.trialog.Study;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.journal.store.OpenedJournal;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Durable decisions of several threads at a time beside the forces of one file, in turn in one run. {@code journal DIR THREADS}:
 * append and commit at level {@code full}; {@code study DIR THREADS}: whole trials of a Java objective that returns at once,
 * each of them two decisions. DIR lies on a disk.
 */
public final class GroupCommitBenchmark {

    private static final int ROUNDS = 11;
    private static final int WARM_UP = 2;
    private static final int PER_ROUND = 480;

    private GroupCommitBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        int threads = Integer.parseInt(args[2]);
        switch (args[0]) {
            case "journal" -> journal(directory, threads);
            case "study" -> study(directory, threads);
            default -> throw new IllegalArgumentException("journal or study, not " + args[0]);
        }
    }

    private static void journal(Path directory, int threads) throws Exception {
        OpenRequest request = OpenRequest.of(
                        directory.resolve("journal-" + threads),
                        new StudyEvent.Platform("benchmark", "17", "os", "arch"),
                        InstantSource.system())
                .creating(GroupCommitBenchmark::created);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (OpenedJournal opened = JournalOpener.open(request.withLevel(Durability.FULL), event -> {})) {
            Journal journal = Objects.requireNonNull(opened.journal());
            compare("journal", directory, threads, () -> {
                List<Future<?>> ends = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    ends.add(pool.submit(() -> decide(journal, PER_ROUND / threads)));
                }
                await(ends);
                return PER_ROUND / threads * threads;
            });
        } finally {
            pool.shutdown();
        }
    }

    private static void decide(Journal journal, int decisions) {
        for (int i = 0; i < decisions; i++) {
            journal.append(Recording.of(new StudyEvent.TrialAsked(
                            journal.lastSeq(), Map.of("x", 0.25, "y", 1e-4, "model", "trees"), "random", "manual"))
                    .trial(i)
                    .attempt(1));
            journal.commit();
        }
    }

    private static void await(List<Future<?>> ends) throws InterruptedException, ExecutionException {
        for (Future<?> end : ends) {
            end.get();
        }
    }

    private static StudyEvent.StudyCreated created() {
        Settings settings = Settings.of("benchmark", List.of(Direction.MINIMIZE), List.of("value"));
        return new StudyEvent.StudyCreated(
                "benchmark", settings, new StudyEvent.Platform("benchmark", "17", "os", "arch"));
    }

    private static void study(Path directory, int threads) throws Exception {
        try (Study study = Study.builder("group-commit")
                .under(directory.resolve("studies-" + threads))
                .sampler("random")
                .durability(Durability.FULL)
                .open()) {
            compare("study", directory, threads, () -> {
                int before = study.view().trialCount();
                Budget budget = Budget.trials(before + PER_ROUND / 2);
                study.optimize(budget, threads, trial -> trial.suggestFloat("x", 0, 1));
                return 2 * (study.view().trialCount() - before);
            });
        }
    }

    /** Rounds of decisions in turn with rounds of forces of one file, to which a line is appended each time. */
    private static void compare(String what, Path directory, int threads, Callable<Integer> round) throws Exception {
        double[] decisions = new double[ROUNDS];
        double[] forces = new double[ROUNDS];
        try (FileChannel file =
                FileChannel.open(directory.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                int count = round.call();
                double ours = count / seconds(begin);
                double raw = forcesPerSecond(file);
                if (i >= 0) {
                    decisions[i] = ours;
                    forces[i] = raw;
                }
            }
        }
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> decisions[i] / forces[i]);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s, %d threads: %.0f durable decisions/s, forces of one file %.0f/s, ratio %.2f (%.2f ... %.2f; medians of %d rounds)%n",
                what,
                threads,
                median(decisions),
                median(forces),
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                ROUNDS);
    }

    private static double forcesPerSecond(FileChannel file) throws IOException {
        byte[] line = new byte[600];
        Arrays.fill(line, (byte) 'x');
        int count = PER_ROUND / 2;
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            file.write(ByteBuffer.wrap(line));
            file.force(false);
        }
        return count / seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
