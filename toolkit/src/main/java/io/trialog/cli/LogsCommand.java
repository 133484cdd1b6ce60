package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.AttemptFiles;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog logs}: what a trial printed. */
@Command(
        name = "logs",
        description = "Prints what a trial's program, or its Java objective, printed.",
        footer = {"", "Examples:", "  trialog logs higgs 7", "  trialog logs higgs 7 --err -f"})
final class LogsCommand implements Callable<Integer> {

    private static final long PAUSE_MILLIS = 500;

    private final Trialog trialog;

    @Parameters(
            arity = "1..2",
            paramLabel = "[NAME] TRIAL",
            hideParamSyntax = true,
            description = "The study, which may be left out if there is only one, and the number of the trial.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--err",
            description = "What went to the error stream, which is also shown where the other is empty.")
    private boolean err;

    @Option(names = "--attempt", paramLabel = "N", description = "Of this attempt instead of the last.")
    private @Nullable Integer attempt;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the trial has ended.")
    private boolean follow;

    private long printed;

    LogsCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StudyReader study = trialog.reader(words.size() == 2 ? words.get(0) : null);
        int number = Trials.number(words.get(words.size() - 1), study.view());
        TrialRecord trial = study.view().trial(number);
        AttemptFiles files =
                AttemptFiles.of(study.directory(), number, attempt == null ? Math.max(1, trial.attempt()) : attempt);
        Path file = err ? files.errors() : files.output();
        if (!follow && !Files.exists(file) && !hasText(files.errors())) {
            throw new TrialogException("Trial " + number + " has printed nothing: there is no " + file
                    + ".\nMaybe it has not started, or it prints nothing.");
        }
        boolean more = true;
        while (more) {
            more = follow && !study.view().trial(number).state().isFinished();
            print(file);
            if (more) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                study.refresh();
            }
        }
        if (!err && printed == 0 && hasText(files.errors())) {
            trialog.terminal().err().println("note: out.log is empty; this is err.log.");
            print(files.errors());
        }
        Path notes = files.notes();
        if (Files.exists(notes)) {
            trialog.terminal().err().println("note: " + Files.readString(notes).strip());
        }
        return Exit.DONE;
    }

    private static boolean hasText(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** Prints what was written since. */
    private void print(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return; // not there yet; or a pipe or a device, which would hold up whoever opens it
        }
        PrintStream out = trialog.terminal().out();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            InputStream in = Channels.newInputStream(channel.position(printed));
            printed += in.transferTo(out);
        }
        out.flush();
    }
}
