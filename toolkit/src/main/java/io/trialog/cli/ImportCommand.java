package io.trialog.cli;

import io.trialog.Study;
import io.trialog.StudyTransfer;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.ForeignTarget;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.text.StudySummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog import}: a study from an exported log, or from an Optuna database. */
@Command(
        name = "import",
        description = {
            "Makes a study of an exported log, or of an Optuna database.",
            "",
            "A log is taken over byte for byte. Of a database (Optuna 3.0 to 5, SQLite) the trials are taken over;"
                    + " they count for the sampler like any others."
        },
        footer = {
            "",
            "Examples:",
            "  trialog import higgs.jsonl higgs",
            "  trialog import optuna.db higgs --optuna-study my-study"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String SQLITE = "SQLite format 3";

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "FILE", description = "The exported log, or the database.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the new study.")
    private String name = "";

    @Option(
            names = "--optuna-study",
            paramLabel = "STUDY",
            description = "Which study of the database, if it holds several.")
    private @Nullable String optunaStudy;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ImportCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        ForeignTarget.refuseUrl(source);
        Path file = Path.of(source);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        try (Study study = isDatabase(file)
                ? StudyTransfer.importOptuna(file, optunaStudy, trialog.root().directory(), name)
                : StudyTransfer.importLog(file, trialog.root().directory(), name)) {
            if (!json && isDatabase(file)) {
                study.notes().forEach(note -> trialog.print("note: " + note));
            }
            trialog.print(
                    json
                            ? JsonText.strict(StudyFields.of(study))
                            : "Imported " + file + " as the study '" + name + "': "
                                    + StudySummary.counts(study.view(), ClusterJobs.running(study.view())) + ".");
        }
        return Exit.DONE;
    }

    private static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SQLITE.length()), StandardCharsets.ISO_8859_1).equals(SQLITE);
        }
    }
}
