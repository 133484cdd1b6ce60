package io.trialog.cli;

import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.QueuedControllers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog monitor}: watches a study that runs. */
@Command(
        name = "monitor",
        description = "Watches a study until nobody runs it any more. Needs no lock.",
        footer = {"", "Example: trialog monitor higgs --every 5"})
final class MonitorCommand extends StudyCommand {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often to look (default: ${DEFAULT-VALUE}).")
    private int every;

    MonitorCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 1) {
            throw new UsageException("--every must be at least 1 second, but is " + every + ".");
        }
        StudyLog study = log();
        QueuedControllers succession =
                new QueuedControllers(study, trialog().terminal().clock());
        boolean changed = true;
        while (true) {
            StudyStatus status = StudyStatus.of(study, now());
            if (trialog().terminal().live()) {
                PrintableStream.raw(trialog().terminal().out(), CLEAR);
                trialog().print(status.text());
            } else if (changed) {
                trialog().print(status.text());
            }
            if (!StudyLog.isHeld(study.directory()) && !succession.isAwaited()) {
                return Exit.DONE;
            }
            TimeUnit.SECONDS.sleep(every);
            changed = study.refresh();
        }
    }

    private Instant now() {
        return trialog().terminal().clock().instant();
    }
}
