package io.trialog.cli;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.StudyTransfer;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.text.StudySummary;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog fork}: a new study that begins as another one. */
@Command(
        name = "fork",
        description = {
            "Starts a new study with the history of another one.",
            "",
            "The log is copied byte for byte up to an event, by default the last. Trials that were running there get a new"
                    + " attempt in the new study."
        },
        footer = {"", "Example: trialog fork higgs higgs-2 --at 512     ('trialog log higgs' shows the numbers)"})
final class ForkCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study to begin with.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The name of the new study.")
    private String target = "";

    @Option(names = "--at", paramLabel = "SEQ", description = "Up to and with the event of this number.")
    private @Nullable Long at;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ForkCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        StudyReader reader = trialog.reader(name);
        long last = reader.view().position();
        long seq = at == null ? last : at;
        if (seq < 0 || seq > last) {
            throw new UsageException("--at must be between 0 and " + last + ", but is " + seq + ".");
        }
        try (Study study = StudyTransfer.fork(reader.directory(), trialog.root().directory(), target, seq)) {
            if (json) {
                trialog.print(JsonText.strict(StudyFields.of(study)));
                return Exit.DONE;
            }
            trialog.print("Forked '" + target + "' from '" + name + "' at seq " + seq + ": "
                    + StudySummary.counts(study.view(), ClusterJobs.running(study.view())) + ".");
        }
        trialog.print("'trialog resume " + target + "' goes on from there.");
        return Exit.DONE;
    }
}
