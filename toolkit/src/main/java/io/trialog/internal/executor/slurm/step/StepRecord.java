package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's directory says about its step.
 *
 * @param step {@code JOB.STEP}
 * @param node where its first task was started
 */
record StepRecord(String step, String node) {

    /** Written by the first task. */
    private static final String STEP = "step";

    /** Written before the job is started: the allocation that it is to be a step of. */
    private static final String ALLOCATION = "allocation";

    /** The record, or {@code null} as long as no task has been started. */
    static @Nullable StepRecord read(Path directory) throws IOException {
        String line = line(directory.resolve(STEP));
        List<String> words = List.of(line.split(" ", 2));
        return line.isEmpty() ? null : new StepRecord(words.get(0), words.size() > 1 ? words.get(1) : "");
    }

    static void writeAllocation(Path directory, String job) throws IOException {
        AtomicFile.write(directory.resolve(ALLOCATION), job + "\n");
    }

    /** The allocation that the job belongs to, or an empty text. */
    static String allocation(Path directory) throws IOException {
        return line(directory.resolve(ALLOCATION));
    }

    private static String line(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
