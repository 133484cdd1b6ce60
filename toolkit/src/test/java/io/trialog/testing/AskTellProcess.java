package io.trialog.testing;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.space.FloatDistribution;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that asks and tells from several threads and keeps a record of its own outside the study, for tests that kill it. A
 * line is forced to the disk before the next step: {@code asked N X} behind the ask, {@code told N VALUE} behind the tell.
 */
public final class AskTellProcess {

    private static final int THREADS = 3;

    private final Study study;
    private final FileChannel record;
    private final int trials;

    private AskTellProcess(Study study, FileChannel record, int trials) {
        this.study = study;
        this.record = record;
        this.trials = trials;
    }

    /** Arguments: studies root, name, number of trials, the record. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[3]);
        try (Study study = Study.builder(args[1])
                        .minimize("loss")
                        .parameter("x", new FloatDistribution(-5, 5))
                        .seed(11)
                        .under(Path.of(args[0]))
                        .open();
                FileChannel record = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            new AskTellProcess(study, record, Integer.parseInt(args[2])).run(read(file));
        }
        System.out.println("done");
    }

    /** What the record says of one trial. */
    public record Entry(String asked, String told) {}

    /** Reads a record; a line that was cut off counts for nothing. */
    public static Map<Integer, Entry> read(Path file) throws IOException {
        Map<Integer, Entry> entries = new HashMap<>();
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].matches("asked|told")) {
                Entry before = entries.getOrDefault(Integer.valueOf(words[1]), new Entry("", ""));
                entries.put(
                        Integer.valueOf(words[1]),
                        words[0].equals("asked")
                                ? new Entry(words[2], before.told())
                                : new Entry(before.asked(), words[2]));
            }
        }
        return entries;
    }

    /** The value that the program finds for a trial. */
    public static double loss(double x) {
        return x * x + 0.5;
    }

    private void run(Map<Integer, Entry> before) throws Exception {
        note("\n"); // ends a line that was cut off
        for (TrialRecord left : study.view().running()) { // asked, and killed before the end was told
            tell(left.number(), (Double) left.params().get("x"));
        }
        for (Map.Entry<Integer, Entry> entry : before.entrySet()) {
            if (entry.getValue().told().isEmpty()) { // told, or told just now, and killed before that was noted
                note("told " + entry.getKey() + " "
                        + study.trial(entry.getKey()).value() + "\n");
            }
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::work);
            thread.setUncaughtExceptionHandler((dead, thrown) -> failure.set(thrown));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    private void work() {
        while (study.view().trialCount() < trials) {
            Trial trial = study.ask();
            double x = trial.suggestFloat("x", -5, 5);
            note("asked " + trial.number() + " " + x + "\n");
            tell(trial.number(), x);
        }
    }

    private void tell(int number, double x) {
        TrialRecord told = study.tell(number, loss(x));
        if (told.state() != TrialState.COMPLETE) {
            throw new IllegalStateException("Trial " + number + " is " + told.state() + ".");
        }
        note("told " + number + " " + told.value() + "\n");
    }

    private synchronized void note(String line) {
        try {
            record.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            record.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
