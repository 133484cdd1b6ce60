package io.trialog.benchmarks;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.journal.store.OpenedJournal;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Projector;
import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import io.trialog.testing.OwnProjectors;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The log's speed, each figure beside its target. {@code append DIR}: durable appends beside raw forces; {@code create DIR
 * TRIALS}: a study of so many trials with 10 declared parameters; {@code replay DIR}, {@code open DIR}, {@code rebuild DIR}:
 * that study's log read and folded, the study opened, its database written anew. DIR lies on a disk.
 */
public final class LogBenchmark {

    private static final int ROUNDS = 11;
    private static final int DECISIONS = 200;
    private static final int WIDTH = 10;
    private static final StudyEvent.Platform PLATFORM = new StudyEvent.Platform("benchmark", "17", "os", "arch");

    private LogBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        switch (args[0]) {
            case "append" -> append(directory);
            case "create" -> create(directory, Integer.parseInt(args[2]));
            case "replay" -> replay(directory);
            case "open" -> open(directory);
            case "rebuild" -> rebuild(directory);
            default -> throw new IllegalArgumentException("append, create, replay, open or rebuild, not " + args[0]);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Of all threads of this JVM: on a machine that others use, too, steadier than the time on the wall. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static StudyEvent.StudyCreated created() {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            parameters.add(new Parameter("x" + i, new FloatDistribution(0, 1)));
        }
        Settings settings = Settings.of("benchmark", List.of(Direction.MINIMIZE), List.of("value"))
                .withSeed(42)
                .withSpace(new SearchSpace(parameters))
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "nop"));
        return new StudyEvent.StudyCreated("benchmark", settings, PLATFORM);
    }

    private static StudyEvent.TrialAsked asked(long basis, SplittableRandom random) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < WIDTH; i++) {
            values.put("x" + i, random.nextDouble());
        }
        return new StudyEvent.TrialAsked(basis, values, "random", "manual");
    }

    private static StudyEvent.TrialTold told(double value) {
        return new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(value), Map.of(), List.of(), "");
    }

    private static OpenedJournal journal(Path study) {
        OpenRequest request =
                OpenRequest.of(study, PLATFORM, InstantSource.system()).creating(LogBenchmark::created);
        return JournalOpener.open(request.withLevel(Durability.FULL), event -> {});
    }

    /**
     * Rounds of decisions, one at a time, in turn with rounds that write the same bytes to two files and force both, one
     * after the other, which is what level {@code full} demands of a disk.
     */
    private static void append(Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[] journalRate = new double[ROUNDS];
        double[] rawRate = new double[ROUNDS];
        try (OpenedJournal opened = journal(directory.resolve("append"));
                FileChannel first = channel(directory.resolve("raw-1"));
                FileChannel second = channel(directory.resolve("raw-2"))) {
            Journal journal = Objects.requireNonNull(opened.journal());
            for (int round = -2; round < ROUNDS; round++) {
                List<byte[]> lines = new ArrayList<>();
                long begin = System.nanoTime();
                for (int i = 0; i < DECISIONS; i++) {
                    lines.add(journal.append(Recording.of(asked(journal.lastSeq(), random))
                                    .trial(i)
                                    .attempt(1))
                            .line());
                    journal.commit();
                }
                double ours = DECISIONS / seconds(begin);
                begin = System.nanoTime();
                for (byte[] line : lines) {
                    first.write(ByteBuffer.wrap(line));
                    second.write(ByteBuffer.wrap(line));
                    first.force(false);
                    second.force(false);
                }
                double raw = DECISIONS / seconds(begin);
                if (round >= 0) {
                    journalRate[round] = ours;
                    rawRate[round] = raw;
                }
            }
        }
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> journalRate[i] / rawRate[i]);
        print(
                "append: %.0f decisions/s, raw forces of both files %.0f/s, ratio %.2f (target 0.70), medians of %d rounds",
                median(journalRate), median(rawRate), median(ratios), ROUNDS);
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void create(Path directory, int trials) {
        SplittableRandom random = new SplittableRandom(1);
        long begin = System.nanoTime();
        try (OpenedJournal opened = journal(directory.resolve("study"))) {
            Journal journal = Objects.requireNonNull(opened.journal());
            for (int trial = 0; trial < trials; trial++) {
                journal.append(Recording.of(asked(journal.lastSeq(), random))
                        .trial(trial)
                        .attempt(1));
                journal.append(
                        Recording.of(told(random.nextDouble())).trial(trial).attempt(1));
                if (trial % 1000 == 999) {
                    journal.commit();
                }
            }
        }
        print("create: %d trials in %.1f s", trials, seconds(begin));
    }

    /** Reads, checks every hash and link, parses and folds the whole ledger, several times. */
    private static void replay(Path directory) {
        double[] rates = new double[ROUNDS];
        double[] cpuRates = new double[ROUNDS];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            StudyFold fold = new StudyFold();
            long begin = System.nanoTime();
            long cpuBegin = threads.getCurrentThreadCpuTime();
            StudyReader.read(directory.resolve("study"), 0, stored -> {
                fold.apply(stored);
                return true;
            });
            rates[round] = (fold.position() + 1) / seconds(begin);
            cpuRates[round] = (fold.position() + 1) * 1e9 / (threads.getCurrentThreadCpuTime() - cpuBegin);
        }
        print(
                "replay: %.0f events/s with chain and fold, %.0f per CPU second (target 300000), medians of %d rounds",
                median(rates), median(cpuRates), ROUNDS);
    }

    /** As a user opens it: both copies verified, folded, a new epoch begun. One cold JVM. */
    private static void open(Path directory) {
        long begin = System.nanoTime();
        Study study = Study.open(directory.resolve("study"));
        print(
                "open: %.2f s for %d trials (target 3 for 100000); CPU of the whole process so far %.2f s",
                seconds(begin), study.view().trialCount(), cpuSeconds());
        study.close();
    }

    private static void rebuild(Path directory) throws IOException {
        StudyReader reader = StudyReader.open(directory.resolve("study"));
        Path rebuilt = Files.createDirectories(directory.resolve("rebuilt"));
        Files.deleteIfExists(rebuilt.resolve("study.db"));
        long begin = System.nanoTime();
        Projector database = OwnProjectors.database(rebuilt, reader.studyId());
        database.project(reader.view(), "0".repeat(64), new TreeSet<>());
        print(
                "rebuild: %.2f s for %d trials (target 15 for 100000); CPU of the whole process so far %.2f s",
                seconds(begin), reader.view().trialCount(), cpuSeconds());
        database.close();
    }
}
