package io.trialog.internal.launch;

import io.trialog.internal.engine.LaunchRecord;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.file.FileTail;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why no job runs a launched study any more.
 *
 * @param job the id of the last controller; empty if none has left a log
 * @param cause the cause, as the rest of a sentence; empty if nobody knows it
 * @param isGood whether that is no failure
 * @param log what the last controller said, or {@code null}
 * @param lines the end of that
 */
public record LaunchEnd(
        String job, String cause, boolean isGood, @Nullable Path log, List<String> lines) {

    private static final int LINES = 8;
    private static final String SUFFIX = ".log";
    /** Some schedulers write the name of their server behind the number of a job. */
    private static final Pattern ID = Pattern.compile("([0-9]{1,18})(\\.[A-Za-z0-9_.-]+)?");

    /** How the reasons begin for which a study is not gone on with although it is not done. */
    private static final Pattern FAILURE = Pattern.compile(
            "it broke.*|.*controllers in a row died.*|it was not submitted.*|it ended \\((failures|broken|interrupted)\\).*",
            Pattern.DOTALL);

    /** Words by which a line tells what went wrong. */
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)(?!trialog: (interrupted|stopped)).*(^trialog: |\\berror\\b|exception|killed|cancelled|not found|no such file|denied).*");

    /** Copies the lines. */
    public LaunchEnd {
        lines = List.copyOf(lines);
    }

    /**
     * Finds the cause, in this order: what the last controller itself left word of, what the scheduler says about its job, what
     * stands in its log.
     *
     * @param study a study that no job runs
     * @param environment the variables of this process
     * @return the cause, or {@code null} if the study was never launched
     */
    public static @Nullable LaunchEnd of(StudyLog study, Map<String, String> environment) {
        Path directory = study.directory().resolve(LaunchRecord.DIRECTORY);
        LaunchRecord record = LaunchRecord.read(directory);
        if (record == null) {
            return null;
        }
        Path log = lastLog(directory);
        List<String> lines = log == null ? List.of() : end(log);
        String job = log == null ? record.job() : job(log);
        if (record.isOver()) {
            boolean isGood = !FAILURE.matcher(record.ended()).matches();
            return new LaunchEnd(job, firstLine(record.ended()), isGood, log, lines);
        }
        return new LaunchEnd(job, cause(study, job, lines, environment), false, log, lines);
    }

    private static String cause(StudyLog study, String job, List<String> lines, Map<String, String> environment) {
        String told = "";
        for (String line : lines) {
            told = TROUBLE.matcher(line).matches() ? line.strip() : told;
        }
        String state = job.isEmpty() ? "" : state(study, job, environment);
        if (state.isEmpty()) {
            return told;
        }
        return "the scheduler says " + state + (told.isEmpty() ? "" : "; " + told);
    }

    private static String state(StudyLog study, String job, Map<String, String> environment) {
        try {
            return StudyLaunch.of(study, environment).jobs().ending(job);
        } catch (IOException e) {
            return "";
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String job(Path log) {
        String name = log.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** The number of the job that a log is of; −1 if it is none of a job. */
    private static long number(Path log) {
        Matcher id = ID.matcher(job(log));
        return id.matches() ? Long.parseLong(id.group(1)) : -1;
    }

    /** Ids of jobs grow. */
    private static @Nullable Path lastLog(Path directory) {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        Path last = null;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path log : logs) {
                if (number(log) >= 0 && (last == null || number(log) > number(last))) {
                    last = log;
                }
            }
            return last;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> end(Path log) {
        try {
            List<String> lines =
                    FileTail.of(log).lines().filter(line -> !line.isBlank()).toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of(log + " can't be read: " + e.getMessage());
        }
    }

    /** For example {@code no job runs the study any more; job 12 was the last: the scheduler says TIMEOUT}. */
    @Override
    public String toString() {
        return "no job runs the study any more" + (job.isEmpty() ? "" : "; job " + job + " was the last")
                + (cause.isEmpty() ? "" : ": " + cause);
    }
}
