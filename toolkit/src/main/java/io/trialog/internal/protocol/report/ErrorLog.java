package io.trialog.internal.protocol.report;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileTail;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.protocol.TrialDirectories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code error.log}: why an attempt failed, with the end of what the program printed, for people. */
public final class ErrorLog {

    private static final int LINES = 40;

    /** {@code Killed}, {@code train.sh: line 3: 123 Terminated  sleep 9}, {@code Aborted (core dumped)}, ... */
    private static final Pattern SIGNALLED = Pattern.compile("(\\S+: (line )?\\d+: +(\\d+ +)?)?"
            + "(Killed|Terminated|Aborted|Hangup|Interrupt|Quit|Segmentation fault|Bus error|Illegal instruction)"
            + "( +\\(core dumped\\))?(\\s*$|\\s{2,})");

    /** A program of Hydra ends with this, whatever went wrong. */
    private static final String HINT_OF_HYDRA = "Set the environment variable HYDRA_FULL_ERROR";

    private ErrorLog() {}

    /**
     * Writes the file into the attempt's directory, over an earlier one.
     *
     * @param title which trial and attempt failed, such as {@code Trial 7 of study higgs, attempt 1}
     * @param command what was run
     * @param workdir where it was run
     * @param why the reason, in one or more lines
     */
    public static Path write(Path directory, String title, List<String> command, Path workdir, String why)
            throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(title).append(" failed.\n\n").append(why).append("\n\n");
        text.append("Command: ")
                .append(command.stream().map(ShellWords::brief).collect(Collectors.joining(" ")))
                .append('\n');
        text.append("Working directory: ").append(workdir).append('\n');
        text.append("Directory of the attempt: ").append(directory).append('\n');
        section(text, TrialDirectories.errors(directory));
        section(text, TrialDirectories.output(directory));
        return AtomicFile.writePrivate(directory.resolve(TrialDirectories.ERROR), text.toString());
    }

    /**
     * The last line of the attempt's error output that says something, or an empty text: often the reason in short. What a
     * shell prints when a signal has ended its program says no more than the exit code.
     */
    public static String lastError(Path directory) throws IOException {
        List<String> lines = FileTail.of(TrialDirectories.errors(directory))
                .lines()
                .filter(line -> !line.isBlank()
                        && !SIGNALLED.matcher(line).lookingAt()
                        && !line.strip().startsWith(HINT_OF_HYDRA))
                .toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }

    private static void section(StringBuilder text, Path file) throws IOException {
        List<String> lines = FileTail.of(file).lines().toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        text.append("\n--- the end of ").append(file).append(" ---\n");
        end.forEach(line -> text.append(line).append('\n'));
        if (end.isEmpty()) {
            text.append("(nothing)\n");
        }
    }
}
