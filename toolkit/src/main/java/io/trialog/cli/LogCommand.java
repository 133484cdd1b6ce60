package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.event.StoredEvent;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.text.EventText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog log}: what happened, in words. */
@Command(
        name = "log",
        description = "Prints the log: what happened, when and why.",
        footer = {
            "",
            "Examples:",
            "  trialog log higgs --trial 7         all about one trial",
            "  trialog log higgs -f                follow, also across controllers",
            "  trialog log higgs --json --from 0   the stored lines, byte for byte"
        })
final class LogCommand extends StudyCommand {

    private static final long PAUSE_MILLIS = 500;

    @Option(names = "--from", paramLabel = "SEQ", description = "Begin with the event of this number.")
    private long from;

    @Option(names = "--trial", paramLabel = "N", description = "Only events about this trial.")
    private @Nullable Integer trial;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as events are appended, until interrupted.")
    private boolean follow;

    @Option(names = "--json", description = "Print the stored lines, byte for byte.")
    private boolean json;

    private long next;

    LogCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() throws InterruptedException {
        Path directory = directory();
        next = from;
        print(directory);
        while (follow && StudyRoot.isStudy(directory)) {
            trialog().terminal().out().flush();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            print(directory);
        }
        return Exit.DONE;
    }

    private void print(Path directory) {
        StudyReader.read(directory, next, stored -> {
            print(stored);
            next = stored.envelope().seq() + 1;
            return !trialog().terminal().out().checkError();
        });
    }

    private void print(StoredEvent stored) {
        if (trial == null || stored.envelope().trial() == trial) {
            trialog().print(json ? new String(stored.line(), StandardCharsets.UTF_8) : EventText.line(stored));
        }
    }
}
