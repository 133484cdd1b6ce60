package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.StudyTransfer;
import io.trialog.internal.format.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog export}: a study in one file. */
@Command(
        name = "export",
        description = "Writes a study into one file. Needs no lock: it may be running.",
        footer = {
            "",
            "Examples:",
            "  trialog export higgs higgs.csv           one line per trial",
            "  trialog export higgs higgs.json          everything that is known of the trials",
            "  trialog export higgs curves.csv --steps  one line per intermediate value",
            "  trialog export higgs higgs.jsonl         the log, byte for byte: 'import' reads it",
            "  trialog export higgs --format csv | head"
        })
final class ExportCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file; without it, standard output.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; else what the file's name ends in.")
    private @Nullable Format format;

    @Option(
            names = "--spreadsheet",
            description =
                    "In CSV, put an apostrophe before texts that a spreadsheet would take for a formula (= + - @).")
    private boolean spreadsheet;

    @Option(
            names = "--steps",
            description =
                    "In CSV, write one line per intermediate value of any metric instead: number, step, metric, value.")
    private boolean steps;

    @Option(names = "--force", description = "Write over a file that exists.")
    private boolean force;

    /** Forms of a file. */
    enum Format {
        csv,
        json,
        log
    }

    ExportCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        Format chosen = chosen();
        if (spreadsheet && chosen != Format.csv) {
            throw new UsageException("--spreadsheet is for CSV, but the format is " + chosen + ".");
        }
        if (steps && chosen != Format.csv) {
            throw new UsageException("--steps is for CSV, but the format is " + chosen
                    + (chosen == Format.json ? ", which has all intermediate values." : "."));
        }
        StudyReader study = trialog.reader(name);
        if (file != null) {
            if (Files.exists(file) && !force) {
                throw new UsageException(
                        "The file " + file + " must not exist yet, but does.\nMaybe --force, to write over it.");
            }
            write(study, chosen, file);
            String what = (steps ? "the intermediate values of " : "")
                    + Texts.count(study.view().trialCount(), "trial");
            trialog.print("Wrote " + what + " to " + file + ".");
            return Exit.DONE;
        }
        Path directory = Files.createTempDirectory("trialog-export");
        Path scratch = directory.resolve("export");
        try {
            write(study, chosen, scratch);
            Files.copy(scratch, trialog.terminal().out());
            trialog.terminal().out().flush();
        } finally {
            Files.deleteIfExists(scratch);
            Files.deleteIfExists(directory);
        }
        return Exit.DONE;
    }

    private Format chosen() {
        if (format != null) {
            return format;
        }
        String text = String.valueOf(file).toLowerCase(Locale.ROOT);
        for (Format known : Format.values()) {
            if (text.endsWith("." + known)) {
                return known;
            }
        }
        if (text.endsWith(".jsonl")) {
            return Format.log;
        }
        throw new UsageException(
                "The format can't be told from the name of the file.\nMaybe --format csv, json or log.");
    }

    private void write(StudyReader study, Format format, Path file) {
        switch (format) {
            case csv -> {
                if (steps) {
                    study.exportSteps(file, spreadsheet);
                } else {
                    study.exportCsv(file, spreadsheet);
                }
            }
            case json -> study.exportJson(file);
            case log -> StudyTransfer.exportLog(study.directory(), file);
        }
    }
}
