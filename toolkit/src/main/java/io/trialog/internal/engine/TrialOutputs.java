package io.trialog.internal.engine;

import io.trialog.internal.format.Texts;
import io.trialog.internal.platform.ThreadOutput;
import io.trialog.trial.TrialOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What trials print, kept per attempt: in its directory, where programs leave theirs, or in memory if the study has no
 * directory. Memory keeps the end of each and, beyond its bound, the newest. Safe for use by several threads.
 */
final class TrialOutputs {

    /** So much of one file is read. */
    private static final int MOST_READ = 1 << 20;

    private static final int MOST_OF_ONE = 1 << 16;
    private static final int MOST_OF_ALL = 1 << 24;
    private static final int MOST_CAUSES = 4;
    private static final int MOST_FRAMES = 40;

    private final @Nullable Path study;
    private final Consumer<String> notes;
    private final Map<Key, Kept> memory = new LinkedHashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();

    private record Key(int trial, int attempt) {}

    private record Kept(OutputBuffer out, OutputBuffer err) {

        int size() {
            return out.size() + err.size();
        }
    }

    /**
     * @param study the study's directory, or {@code null} if it lives in memory
     * @param notes is told what can't be kept
     */
    TrialOutputs(@Nullable Path study, Consumer<String> notes) {
        this.study = study;
        this.notes = notes;
    }

    /** What is evaluated, and may throw anything. */
    interface Work<T> {
        T run() throws Exception;
    }

    /**
     * Runs an attempt in this thread and keeps what it prints, and the stack of what it throws.
     *
     * @param isShown whether what it prints also goes where it would go anyway
     */
    @SuppressWarnings({"IllegalCatch", "try"}) // the objective is the user's code; closing ends the redirection
    <T> T keep(int trial, int attempt, boolean isShown, Work<T> work) throws Exception {
        OutputStream out = stream(trial, attempt, true);
        OutputStream err = stream(trial, attempt, false);
        try (ThreadOutput redirection = ThreadOutput.redirect(out, err, isShown)) {
            return work.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError e) {
            print(e, err);
            throw e;
        } finally {
            out.close();
            err.close();
            tellOnce(isShown, out, err);
            tidy();
        }
    }

    /** Who looks for a line in vain learns where it is. */
    private void tellOnce(boolean isShown, OutputStream out, OutputStream err) {
        boolean printed = isUsed(out) || isUsed(err);
        if (!isShown && printed && told.compareAndSet(false, true)) {
            notes.accept("what trials print is kept for each of them: study.logs(number)");
        }
    }

    private static boolean isUsed(OutputStream stream) {
        return stream instanceof LazyFile file
                ? file.isUsed()
                : stream instanceof OutputBuffer buffer && buffer.size() > 0;
    }

    private static void print(Throwable thrown, OutputStream err) {
        PrintWriter writer = new PrintWriter(err, false, StandardCharsets.UTF_8);
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            writer.println((depth == 0 ? "" : "Caused by: ") + cause);
            Stream.of(cause.getStackTrace())
                    .takeWhile(frame -> !frame.getClassName().startsWith("io.trialog.internal."))
                    .limit(MOST_FRAMES)
                    .forEach(frame -> writer.println("\tat " + frame));
            cause = cause.getCause();
        }
        writer.flush();
    }

    private OutputStream stream(int trial, int attempt, boolean isOut) {
        if (study != null) {
            AttemptFiles files = AttemptFiles.of(study, trial, attempt);
            return new LazyFile(isOut ? files.output() : files.errors(), notes);
        }
        synchronized (memory) {
            Kept kept = memory.computeIfAbsent(
                    new Key(trial, attempt),
                    any -> new Kept(new OutputBuffer(MOST_OF_ONE), new OutputBuffer(MOST_OF_ONE)));
            return isOut ? kept.out() : kept.err();
        }
    }

    /** Forgets the oldest output while there is more than memory should hold. Those of trials that run have few bytes yet. */
    private void tidy() {
        synchronized (memory) {
            memory.values().removeIf(kept -> kept.size() == 0);
            long size = memory.values().stream().mapToLong(Kept::size).sum();
            Iterator<Kept> oldest = memory.values().iterator();
            while (size > MOST_OF_ALL && oldest.hasNext()) {
                size -= oldest.next().size();
                oldest.remove();
            }
        }
    }

    /** What an attempt printed until now. */
    TrialOutput read(int trial, int attempt) {
        List<String> remarks = new ArrayList<>();
        if (study == null) {
            return ofMemory(trial, attempt, remarks);
        }
        AttemptFiles files = AttemptFiles.of(study, trial, attempt);
        return new TrialOutput(
                trial, attempt, text(files.output(), remarks), text(files.errors(), remarks), withOdd(files, remarks));
    }

    private TrialOutput ofMemory(int trial, int attempt, List<String> remarks) {
        Kept kept;
        synchronized (memory) {
            kept = memory.get(new Key(trial, attempt));
        }
        if (kept == null) {
            return new TrialOutput(trial, attempt, "", "", List.of());
        }
        long dropped = kept.out().dropped() + kept.err().dropped();
        if (dropped > 0) {
            remarks.add(
                    "the first " + Texts.count(dropped, "byte") + " are left out: a study in memory keeps the end.");
        }
        return new TrialOutput(trial, attempt, kept.out().text(), kept.err().text(), remarks);
    }

    private static List<String> withOdd(AttemptFiles files, List<String> remarks) {
        String odd = text(files.notes(), new ArrayList<>()).strip();
        if (!odd.isEmpty()) {
            remarks.add(odd);
        }
        return remarks;
    }

    /** The end of a file; nothing of one that is not there, or that would hold up whoever opens it. */
    private static String text(Path file, List<String> remarks) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long left = Math.max(0, channel.size() - MOST_READ);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_READ, channel.size() - left));
            channel.position(left);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            if (left > 0) {
                remarks.add("the first " + Texts.count(left, "byte") + " are left out; all of it is in " + file + ".");
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            remarks.add(file + " can't be read: " + e.getMessage());
            return "";
        }
    }
}
